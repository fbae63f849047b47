import { Input, Select, Switch } from 'antd';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SEVERITIES, VIOLATION_KINDS } from '#domain/violation.js';
import { numberOrText, rulesOf, textOf, valueAt, withValueAt, type RuleContent } from '../state/ruleDraft.js';
import { ProblemTexts } from './ProblemTexts.js';
import type { RuleSetProblem } from './ruleQueries.js';
import styles from './rules.module.css';

/** What the form and the text share. */
export interface RuleEditing {
  readonly content: RuleContent;
  readonly problems: readonly RuleSetProblem[];
  readonly isEdited: boolean;
  readonly onContent: (next: RuleContent) => void;
}

const GENERAL = [
  ['gsdShare', '/gsdShare'],
  ['minimumAssessedShare', '/minimumAssessedShare'],
  ['minimumPatchShare', '/belonging/minimumPatchShare'],
  ['sufficientPatchShare', '/belonging/sufficientPatchShare'],
  ['sufficientPermitShare', '/belonging/sufficientPermitShare'],
  ['baseDate', '/baseDate'],
] as const;
const RULE_COLUMNS = ['enabled', 'toleranceM', 'toleranceM2', 'severity'] as const;

/** What offices change most, each field with what it means and what is wrong with it; the rest stands in the text. */
export function RuleForm(editing: RuleEditing): ReactElement {
  const { t } = useTranslation();
  const rules = rulesOf(editing.content);
  const shown = new Set<string>([
    ...GENERAL.map(([, pointer]) => pointer),
    ...rules.flatMap((_, i) => RULE_COLUMNS.map((column) => `/rules/${i}/${column}`)),
  ]);
  const others = editing.problems.filter(({ pointer }) => !shown.has(pointer));
  return (
    <>
      {others.length > 0 && (
        <div className={styles['wrong']}>
          {t('rules.otherProblems')}
          <ProblemTexts problems={others} withPointers />
        </div>
      )}
      <fieldset className={styles['general']}>
        <legend>{t('rules.general')}</legend>
        {GENERAL.map(([name, pointer]) => (
          <GeneralField key={name} name={name} pointer={pointer} editing={editing} />
        ))}
      </fieldset>
      <div className={styles['scroll']} role="region" aria-label={t('rules.content')} tabIndex={0}>
        <table className={styles['table']} aria-label={t('rules.content')}>
          <thead>
            <tr>
              <th scope="col">{t('rules.rule')}</th>
              {RULE_COLUMNS.map((name) => (
                <th key={name} scope="col" className={styles['help']}>
                  {t(`rules.${name}`)}
                  <small>{t(`rules.help.${name}`)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map((rule, i) => (
              <RuleRow key={i} index={i} rule={rule} editing={editing} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function GeneralField(props: {
  readonly name: (typeof GENERAL)[number][0];
  readonly pointer: string;
  readonly editing: RuleEditing;
}): ReactElement {
  const { t } = useTranslation();
  const { name, pointer, editing } = props;
  const isDay = name === 'baseDate';
  const given = (text: string): unknown => {
    if (!isDay) return numberOrText(text);
    return text.trim() === '' ? null : text.trim();
  };
  return (
    <ProblemField pointer={pointer} editing={editing} label={t(`rules.field.${name}`)} help={t(`rules.help.${name}`)}>
      {(attributes) => (
        <Input
          {...attributes}
          readOnly={!editing.isEdited}
          inputMode={isDay ? 'text' : 'decimal'}
          placeholder={isDay ? 'YYYY-MM-DD' : ''}
          value={textOf(valueAt(editing.content, pointer))}
          onChange={({ target }) => editing.onContent(withValueAt(editing.content, pointer, given(target.value)))}
        />
      )}
    </ProblemField>
  );
}

function RuleRow(props: {
  readonly index: number;
  readonly rule: ReturnType<typeof rulesOf>[number];
  readonly editing: RuleEditing;
}): ReactElement {
  const { t } = useTranslation();
  const { index, rule, editing } = props;
  const kind = VIOLATION_KINDS.find((known) => known === rule.kind);
  const title = kind === undefined ? rule.kind : t(`violation.${kind}`);
  const known = (severity: string): string | undefined =>
    SEVERITIES.filter((value) => value === severity).map((value) => t(`severity.${value}`))[0];
  const at = (field: string): string => `/rules/${index}/${field}`;
  const change = (field: string, value: unknown): void =>
    editing.onContent(withValueAt(editing.content, at(field), value));
  const label = (field: (typeof RULE_COLUMNS)[number]): string => `${title}: ${t(`rules.${field}`)}`;
  return (
    <tr>
      <th scope="row">
        {title}
        <small>{rule.kind}</small>
      </th>
      <td>
        <ProblemField pointer={at('enabled')} editing={editing} ariaLabel={label('enabled')}>
          {(attributes) => (
            <Switch
              {...attributes}
              size="small"
              checked={rule.enabled}
              disabled={!editing.isEdited}
              onChange={(isOn) => change('enabled', isOn)}
            />
          )}
        </ProblemField>
      </td>
      {(['toleranceM', 'toleranceM2'] as const).map((field) => (
        <td key={field}>
          <ProblemField pointer={at(field)} editing={editing} ariaLabel={label(field)}>
            {(attributes) => (
              <Input
                {...attributes}
                readOnly={!editing.isEdited}
                inputMode="decimal"
                value={rule[field]}
                onChange={({ target }) => change(field, numberOrText(target.value))}
              />
            )}
          </ProblemField>
        </td>
      ))}
      <td>
        {editing.isEdited ? (
          <ProblemField pointer={at('severity')} editing={editing} ariaLabel={label('severity')}>
            {(attributes) => (
              <Select
                {...attributes}
                value={rule.severity}
                options={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
                onChange={(value: string) => change('severity', value)}
              />
            )}
          </ProblemField>
        ) : (
          (known(rule.severity) ?? rule.severity)
        )}
      </td>
    </tr>
  );
}

interface FieldAttributes {
  readonly id?: string;
  readonly status?: 'error';
  readonly 'aria-label'?: string;
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-describedby'?: string;
}

/** A field with its label, what it means, and what is wrong with it right below. */
function ProblemField(props: {
  readonly pointer: string;
  readonly editing: RuleEditing;
  readonly label?: string;
  readonly ariaLabel?: string;
  readonly help?: string;
  readonly children: (attributes: FieldAttributes) => ReactElement;
}): ReactElement {
  const id = useId();
  const problems = props.editing.problems.filter(({ pointer }) => pointer === props.pointer);
  const isWrong = problems.length > 0;
  const attributes = {
    id,
    ...(props.ariaLabel !== undefined && { 'aria-label': props.ariaLabel }),
    ...(isWrong && { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': `${id}-wrong` }),
  };
  return (
    <div className={styles['field']}>
      {props.label !== undefined && <label htmlFor={id}>{props.label}</label>}
      {props.children(attributes)}
      {isWrong && <ProblemTexts id={`${id}-wrong`} problems={problems} />}
      {props.help !== undefined && <small>{props.help}</small>}
    </div>
  );
}
