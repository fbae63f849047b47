import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { bboxOfArea } from '#domain/geometry.js';
import { SeverityTag, StatusTag } from '../alerts/tags.js';
import type { Alert, Patch, Permit } from '../api/model.js';
import { useLanguage } from '../i18n/language.js';
import type { Place } from '../state/areaAt.js';
import { areaText, percentText } from '#domain/areaText.js';
import type { PlanFeature } from '../state/planFeature.js';
import { InfoCard, type InfoFact } from './InfoCard.js';
import styles from './InfoCard.module.css';

/** What a click on the map picked. */
export type Picked =
  | { readonly noun: 'permit'; readonly permit: Permit }
  | { readonly noun: 'patch'; readonly patch: Patch }
  | { readonly noun: 'place'; readonly place: Place; readonly features: readonly PlanFeature[] };

export function PickedCard(props: {
  readonly picked: Picked;
  /** Shows a place over time; absent where there is no room for it. */
  readonly onShowSeries?: (place: Place) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { picked, onClose, onShowSeries } = props;
  switch (picked.noun) {
    case 'permit':
      return <PermitCard permit={picked.permit} onClose={onClose} />;
    case 'patch':
      return <PatchCard patch={picked.patch} onShowSeries={onShowSeries} onClose={onClose} />;
    case 'place':
      return <PlaceCard {...picked} onShowSeries={onShowSeries} onClose={onClose} />;
  }
}

type ShowSeries = ((place: Place) => void) | undefined;

/** What the plans say of a place: an area of each layer, with the version that is shown. */
function PlaceCard(props: {
  readonly place: Place;
  readonly features: readonly PlanFeature[];
  readonly onShowSeries: ShowSeries;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { place, features } = props;
  const facts = features.map(({ layer, label }): InfoFact => [
    t(`layerKind.${layer.kind}`),
    <span key={layer.id} title={layer.title}>
      {label} ({layer.version})
    </span>,
  ]);
  const position: InfoFact = [t('series.position'), `${place.lon.toFixed(5)}, ${place.lat.toFixed(5)}`];
  return (
    <InfoCard
      title={t(features.length > 0 ? 'info.plans' : 'series.place')}
      facts={[position, ...facts]}
      action={<SeriesButton place={place} onShowSeries={props.onShowSeries} />}
      onClose={props.onClose}
    />
  );
}

function SeriesButton(props: { readonly place: Place; readonly onShowSeries: ShowSeries }): ReactElement | null {
  const { t } = useTranslation();
  const { place, onShowSeries } = props;
  if (onShowSeries === undefined) return null;
  return <Button onClick={() => onShowSeries(place)}>{t('series.open')}</Button>;
}

export function AlertCard(props: {
  readonly alert: Alert;
  readonly onOpen: (id: string) => void;
  /** Shows the dates between which the change began; absent where they are shown, or not there. */
  readonly onShowDates?: (() => void) | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { kind, severity, status, areaM2, onsetFrom, onsetTo } = props.alert.properties;
  const area = areaText(areaM2, language);
  return (
    <InfoCard
      title={t(`violation.${kind}`)}
      onClose={props.onClose}
      facts={[
        [t('alerts.severity'), <SeverityTag key="severity" severity={severity} />],
        [t('alerts.status'), <StatusTag key="status" status={status} />],
        [t('alert.area'), `${t('alert.areaMu', { value: area.mu })} (${t('alert.areaM2', { value: area.m2 })})`],
        [t('alert.onset'), `${onsetFrom} → ${onsetTo}`],
      ]}
      action={
        <div className={styles['actions']}>
          {props.onShowDates !== undefined && <Button onClick={props.onShowDates}>{t('map.showDates')}</Button>}
          <Button type="primary" onClick={() => props.onOpen(props.alert.id)}>
            {t('alert.title')}
          </Button>
        </div>
      }
    />
  );
}

function PermitCard(props: { readonly permit: Permit; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { caseNumber, kind, stage, grantedOn, validTo, withdrawnOn } = props.permit.properties;
  const facts: InfoFact[] = [
    [t('info.kind'), t(`permitKind.${kind}`)],
    [t('info.stage'), t(`permitStage.${stage}`)],
    [t('info.granted'), grantedOn],
    [t('info.validTo'), validTo ?? t('info.noEnd')],
  ];
  if (withdrawnOn !== null) facts.push([t('info.withdrawn'), withdrawnOn]);
  return <InfoCard title={caseNumber} facts={facts} onClose={props.onClose} />;
}

function PatchCard(props: {
  readonly patch: Patch;
  readonly onShowSeries: ShowSeries;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const patch = props.patch.properties;
  const area = areaText(patch.areaM2, language);
  const verdictText = useVerdictText();
  const [west, south, east, north] = bboxOfArea(props.patch.geometry);
  const middle = { lon: (west + east) / 2, lat: (south + north) / 2 };
  return (
    <InfoCard
      title={t('info.patch')}
      onClose={props.onClose}
      facts={[
        [t('info.change'), `${t(`landCover.${patch.fromClass}`)} → ${t(`landCover.${patch.toClass}`)}`],
        [t('alert.area'), `${t('alert.areaMu', { value: area.mu })} (${t('alert.areaM2', { value: area.m2 })})`],
        [t('alert.onset'), `${patch.onsetFrom} → ${patch.onsetTo}`],
        [t('alert.confidence'), percentText(patch.confidence, language)],
        [t('info.verdict'), verdictText(patch.judgement)],
      ]}
      action={<SeriesButton place={middle} onShowSeries={props.onShowSeries} />}
    />
  );
}

/** What the rules say of a patch, with the exemption that explains it. */
function useVerdictText(): (judgement: Patch['properties']['judgement']) => string {
  const { t } = useTranslation();
  return (judgement) => {
    if (judgement === null) return t('state.notAssessed');
    const verdict = t(`verdict.${judgement.verdict}`);
    return judgement.exemption === null ? verdict : `${verdict}: ${t(`exemption.${judgement.exemption.reason}`)}`;
  };
}
