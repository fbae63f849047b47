import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.js';
import { lineAt, placeOfPointer, readRuleText } from '../state/ruleDraft.js';
import type { RuleEditing } from './RuleForm.js';
import styles from './rules.module.css';

const FIELDS = [
  'gsdShare',
  'minimumAssessedShare',
  'baseDate',
  'permitAllows',
  'exemptingPermits',
  'exemptingConditions',
  'useClasses',
  'protectiveUses',
  'surveyClasses',
  'rules',
] as const;

/** The whole rule set as text; beside it each problem with its line, which leads there, and what the fields mean. */
export function RuleText({ content, problems, isEdited, onContent }: RuleEditing): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => JSON.stringify(content, null, 2));
  const { wrongAt } = readRuleText(text);
  const change = (next: string): void => {
    setText(next);
    const reading = readRuleText(next);
    if (reading.content !== null) onContent(reading.content);
  };
  const goTo = (from: number, to: number): void => {
    const { current } = area;
    if (current === null) return;
    current.focus();
    current.setSelectionRange(from, to);
    // Browsers do not scroll to a selection by themselves.
    current.scrollTop = (current.scrollHeight / text.split('\n').length) * Math.max(0, lineAt(text, from) - 6);
  };
  const places =
    wrongAt === null
      ? problems.map((problem) => ({
          ...placeOfPointer(text, problem.pointer),
          words: `${problem.pointer || '/'} ${language === 'en' ? problem.message.en : problem.message.zh}`,
        }))
      : [{ from: wrongAt, to: wrongAt + 1, words: t('rules.notJson', { line: lineAt(text, wrongAt) }) }];
  return (
    <div className={styles['text']}>
      <textarea
        ref={area}
        aria-label={t('rules.textLabel')}
        aria-invalid={places.length > 0}
        spellCheck={false}
        readOnly={!isEdited}
        value={text}
        onChange={({ target }) => change(target.value)}
      />
      <div className={styles['beside']}>
        {isEdited && places.length > 0 && (
          <ul className={styles['wrong']}>
            {places.map(({ from, to, words }) => (
              <li key={`${from} ${words}`}>
                <button type="button" className={styles['line']} onClick={() => goTo(from, to)}>
                  {t('rules.line', { line: lineAt(text, from) })}
                </button>{' '}
                {words}
              </li>
            ))}
          </ul>
        )}
        <h3>{t('rules.textHelp')}</h3>
        <dl>
          {FIELDS.map((name) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{t(`rules.help.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <a href="/v1/rule-sets/schema" target="_blank" rel="noreferrer">
          {t('rules.schema')}
        </a>
      </div>
    </div>
  );
}
