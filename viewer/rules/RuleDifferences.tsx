import { Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { compareRuleSets } from '#domain/ruleSetChanges.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { textOf, type RuleContent } from '../state/ruleDraft.js';
import { useRuleSet, useRuleSets, type RuleSet, type RuleSetName } from './ruleQueries.js';
import { useRulePathName } from './useRulePathName.js';
import styles from './rules.module.css';

/** What these rules, as they are being written, change against another version; first against the one in force. */
export function RuleDifferences(props: {
  readonly ruleSet: RuleSet;
  readonly content: RuleContent;
}): ReactElement | null {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<RuleSetName | null>(null);
  const { id, version } = props.ruleSet.reference;
  const others = (useRuleSets().data ?? []).filter(
    ({ reference }) => reference.id !== id || reference.version !== version,
  );
  const inForce = others.find(({ reference, isInForce }) => reference.id === id && isInForce) ?? others[0];
  const base = chosen ?? inForce?.reference;
  if (base === undefined) return null;
  const keyOf = (name: RuleSetName): string => JSON.stringify([name.id, name.version]);
  return (
    <Card
      title={t('rules.differences')}
      note={
        <Select
          aria-label={t('rules.compareWith')}
          className={styles['choice'] ?? ''}
          value={keyOf(base)}
          options={others.map(({ reference, isInForce }) => ({
            value: keyOf(reference),
            label: `${reference.id} ${reference.version}${isInForce ? ` (${t('rules.inForce')})` : ''}`,
          }))}
          onChange={(key) => setChosen(others.find(({ reference }) => keyOf(reference) === key)?.reference ?? null)}
        />
      }
    >
      <Differences base={base} content={props.content} />
    </Card>
  );
}

function Differences({
  base,
  content,
}: {
  readonly base: RuleSetName;
  readonly content: RuleContent;
}): ReactElement | null {
  const { t } = useTranslation();
  const pathName = useRulePathName();
  const before = useRuleSet(base);
  if (before.isPending) return null;
  if (before.isError) return <ProblemNotice thrown={before.error} onRetry={() => void before.refetch()} />;
  const changes = compareRuleSets(before.data.content, content);
  if (changes.length === 0) return <p className={styles['quiet']}>{t('rules.noDifference')}</p>;
  return (
    <>
      <p className={styles['quiet']}>{t('rules.differenceCount', { count: changes.length })}</p>
      <div className={styles['scroll']} role="region" aria-label={t('rules.differences')} tabIndex={0}>
        <table className={styles['table']} aria-label={t('rules.differences')}>
          <thead>
            <tr>
              {(['path', 'before', 'after'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`rules.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {changes.map(({ path, before: was, after: is }) => (
              <tr key={path}>
                <th scope="row">
                  {pathName(path)}
                  <small>
                    <code>{path}</code>
                  </small>
                </th>
                <td className={styles['value']}>{was === null ? t('rules.absent') : textOf(was)}</td>
                <td className={styles['value']}>{is === null ? t('rules.absent') : textOf(is)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
