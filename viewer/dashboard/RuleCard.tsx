import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.js';
import { zhCN } from '../i18n/zh-CN.js';
import { Card } from '../layout/Card.js';
import { alertListHref } from '../state/alertFilter.js';
import { percentText } from '#domain/areaText.js';
import { Figure } from './BarList.js';
import type { AlertStatistics } from './dashboardQueries.js';
import styles from './dashboard.module.css';

type Rule = AlertStatistics['rules'][number];

/** How often each rule was right, and why it was not. */
export function RuleCard({ rules }: Pick<AlertStatistics, 'rules'>): ReactElement {
  const { t } = useTranslation();
  const outcomes = rules[0]?.outcomes.map(({ outcome }) => outcome) ?? [];
  return (
    <Card title={t('dashboard.rules')} note={t('dashboard.rulesNote')}>
      {rules.length === 0 && <p>{t('dashboard.nothing')}</p>}
      {rules.length > 0 && (
        <div className={styles['scroll']} role="region" aria-label={t('dashboard.rules')} tabIndex={0}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('dashboard.kind')}</th>
                <th scope="col" data-number>
                  {t('funnelStage.raised')}
                </th>
                {outcomes.map((outcome) => (
                  <th key={outcome} scope="col" data-number>
                    {t(`dashboard.outcome.${outcome}`)}
                  </th>
                ))}
                <th scope="col" data-number>
                  {t('dashboard.precision')}
                </th>
                <th scope="col">{t('dashboard.reasons')}</th>
              </tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <RuleRow key={rule.kind} rule={rule} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function RuleRow({ rule }: { readonly rule: Rule }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <tr>
      <th scope="row">{t(`violation.${rule.kind}`)}</th>
      <td data-number>
        <Figure text={String(rule.raised.count)} href={alertListHref(rule.raised.alerts)} />
      </td>
      {rule.outcomes.map(({ outcome, count, alerts }) => (
        <td key={outcome} data-number>
          <Figure text={String(count)} href={count === 0 ? null : alertListHref(alerts)} />
        </td>
      ))}
      <td data-number>{rule.precision === null ? '—' : percentText(rule.precision, language)}</td>
      <td>
        <Reasons reasons={rule.reasons} />
      </td>
    </tr>
  );
}

type KnownReason = keyof typeof zhCN.pseudoChangeReason;
const isPseudoChangeReason = (reason: string): reason is KnownReason => reason in zhCN.pseudoChangeReason;
type KnownExemption = keyof typeof zhCN.exemption;
const isExemption = (reason: string): reason is KnownExemption => reason in zhCN.exemption;

function Reasons({ reasons }: Pick<Rule, 'reasons'>): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const nameOf = (reason: string): string =>
    isPseudoChangeReason(reason)
      ? t(`pseudoChangeReason.${reason}`)
      : isExemption(reason)
        ? t(`exemption.${reason}`)
        : reason;
  const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
  return <>{list.format(reasons.map(({ reason, count }) => `${nameOf(reason)} ${count}`)) || '—'}</>;
}
