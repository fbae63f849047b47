import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.js';
import { Card } from '../layout/Card.js';
import { alertListHref } from '../state/alertFilter.js';
import { areaText, percentText } from '#domain/areaText.js';
import { Figure } from './BarList.js';
import type { IndicatorRow } from './dashboardQueries.js';
import styles from './dashboard.module.css';

const STAGES = ['raised', 'violation', 'caseFiled', 'closedOut'] as const;

/** County by county: what was found, what came of it, what land was taken. */
export function RegionCard(props: {
  readonly rows: readonly IndicatorRow[];
  readonly nameOf: (adminCode: string) => string;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('dashboard.regions')} note={t('dashboard.regionsNote')}>
      {props.rows.length === 0 && <p>{t('dashboard.nothing')}</p>}
      {props.rows.length > 0 && (
        <div className={styles['scroll']} role="region" aria-label={t('dashboard.regions')} tabIndex={0}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('filter.region')}</th>
                {STAGES.map((stage) => (
                  <th key={stage} scope="col" data-number>
                    {t(`funnelStage.${stage}`)}
                  </th>
                ))}
                {(['conversion', 'newLand', 'unused'] as const).map((name) => (
                  <th key={name} scope="col" data-number>
                    {t(`dashboard.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {props.rows.map((row) => (
                <RegionRow key={row.adminCode} row={row} name={row.name ?? props.nameOf(row.adminCode)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function RegionRow({ row, name }: { readonly row: IndicatorRow; readonly name: string }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const stageOf = (stage: string) => row.funnel.find((one) => one.stage === stage);
  const raised = stageOf('raised')?.count ?? 0;
  const violations = stageOf('violation')?.count ?? 0;
  return (
    <tr>
      <th scope="row">
        {name} <small className="figures">{row.adminCode}</small>
      </th>
      {STAGES.map((stage) => {
        const item = stageOf(stage);
        return (
          <td key={stage} data-number>
            <Figure
              text={String(item?.count ?? 0)}
              href={item === undefined || item.count === 0 ? null : alertListHref(item.alerts)}
            />
          </td>
        );
      })}
      <td data-number>{raised === 0 ? '—' : percentText(violations / raised, language)}</td>
      <td data-number>{t('alert.areaMu', { value: areaText(row.newLand.area.m2, language).mu })}</td>
      <td data-number>{row.permits.unused.count}</td>
    </tr>
  );
}
