import type { ReactElement } from 'react';
import { useLanguage } from '../i18n/language.js';
import type { RuleSetProblem } from './ruleQueries.js';
import styles from './rules.module.css';

/** What is wrong, in the reader's language. */
export function ProblemTexts(props: {
  readonly id?: string;
  readonly problems: readonly RuleSetProblem[];
  readonly withPointers?: boolean;
}): ReactElement {
  const { language } = useLanguage();
  return (
    <ul id={props.id} className={styles['wrong']}>
      {props.problems.map(({ pointer, message }) => (
        <li key={`${pointer} ${message.en}`}>
          {props.withPointers === true && <code>{pointer || '/'}</code>} {language === 'en' ? message.en : message.zh}
        </li>
      ))}
    </ul>
  );
}
