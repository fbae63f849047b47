import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.js';
import { Card } from '../layout/Card.js';
import { areaText, percentText } from '#domain/areaText.js';
import { BarList, type Bar } from './BarList.js';
import type { IndicatorRow } from './dashboardQueries.js';

/** What the lines lost, and where the new construction land lies. */
export function LinesCard({ row }: { readonly row: IndicatorRow }): ReactElement {
  const { t } = useTranslation();
  const muOf = useMu();
  return (
    <Card title={t('dashboard.lines')} note={t('dashboard.linesNote')}>
      <BarList
        label={t('dashboard.lines')}
        bars={row.lines.map(({ kind, occupied }) => ({
          key: kind,
          label: t(`layerKind.${kind}`),
          value: occupied?.m2 ?? null,
          text: occupied === null ? t('dashboard.noLayer') : muOf(occupied.m2),
          href: null,
          colour: 'var(--bad)',
        }))}
      />
    </Card>
  );
}

export function NewLandCard({ row }: { readonly row: IndicatorRow }): ReactElement {
  const { t } = useTranslation();
  const muOf = useMu();
  const { newLand } = row;
  const zones: Bar[] = newLand.byUse.map(({ use, title, area }) => ({
    key: use,
    label: use === '' ? t('dashboard.noUse') : title === null ? use : `${use} ${title}`,
    value: area.m2,
    text: muOf(area.m2),
    href: null,
  }));
  const outside: Bar[] =
    newLand.outsideZones === null
      ? []
      : [
          {
            key: '',
            label: t('dashboard.outsideZones'),
            value: newLand.outsideZones.m2,
            text: muOf(newLand.outsideZones.m2),
            href: null,
          },
        ];
  return (
    <Card title={t('dashboard.newLand')} note={t('dashboard.newLandNote', { total: muOf(newLand.area.m2) })}>
      {zones.length + outside.length === 0 ? (
        <p>{t('dashboard.nothing')}</p>
      ) : (
        <BarList label={t('dashboard.newLand')} bars={[...zones, ...outside]} />
      )}
    </Card>
  );
}

/** Permits granted in the period and whether ground was broken; quotas and how much of them is built. */
export function PermitsCard({ row }: { readonly row: IndicatorRow }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const bars: Bar[] = (['granted', 'used', 'unused', 'overdue'] as const).map((name) => ({
    key: name,
    label: t(`dashboard.permit.${name}`),
    value: row.permits[name].count,
    text: String(row.permits[name].count),
    href: null,
  }));
  return (
    <Card title={t('dashboard.permits')} note={t('dashboard.permitsNote')}>
      <BarList label={t('dashboard.permits')} bars={bars} />
      {row.quotas.length > 0 && (
        <BarList
          label={t('dashboard.quotas')}
          bars={row.quotas.map(({ featureId, name, share, quota }) => ({
            key: featureId,
            label: t('dashboard.quota', { name: name ?? featureId, mu: areaText(quota.m2, language).mu }),
            value: share,
            text: percentText(share, language),
            href: null,
            ...(share > 1 ? { colour: 'var(--bad)' } : {}),
          }))}
        />
      )}
    </Card>
  );
}

function useMu(): (areaM2: number) => string {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (areaM2) => t('alert.areaMu', { value: areaText(areaM2, language).mu });
}
