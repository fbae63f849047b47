import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { areaText } from '#domain/areaText.js';
import { landCodeOf, SURVEY_CODES, ZONE_CODES, type LandCode } from '#domain/landCodes.js';
import { isLandCoverClass } from '#domain/landCover.js';
import type { components } from '../api/schema.js';
import { useLanguage } from '../i18n/language.js';
import styles from './standing.module.css';

type OccupiedLand = components['schemas']['OccupiedLand'];

/** What ground a finding's part takes, by the land survey and by the plans; nothing where neither was in force. */
export function OccupiedGround({ occupied }: { readonly occupied: OccupiedLand | undefined }): ReactElement | null {
  const { t } = useTranslation();
  if (occupied === undefined || occupied.landClasses.length + occupied.zones.length === 0) return null;
  return (
    <dl className={styles['occupied']}>
      <OccupiedRow title={t('standing.occupied.landClasses')} areas={occupied.landClasses} codes={SURVEY_CODES} />
      <OccupiedRow title={t('standing.occupied.zones')} areas={occupied.zones} codes={ZONE_CODES} />
    </dl>
  );
}

function OccupiedRow(props: {
  readonly title: string;
  readonly areas: OccupiedLand['landClasses'];
  readonly codes: readonly LandCode[];
}): ReactElement | null {
  const { language } = useLanguage();
  const nameOf = useCodeName(props.codes);
  if (props.areas.length === 0) return null;
  const texts = props.areas.map(({ code, areaM2 }) => `${nameOf(code)} ${areaText(areaM2, language).m2} m²`);
  return (
    <>
      <dt>{props.title}</dt>
      <dd>{texts.join(language === 'en' ? '; ' : '；')}</dd>
    </>
  );
}

/** A code with what it is called; in English with the class that it stands for, as codes have Chinese names alone. */
function useCodeName(codes: readonly LandCode[]): (code: string | null) => string {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (code) => {
    if (code === null) return t('standing.occupied.none');
    if (isLandCoverClass(code)) return t(`landCover.${code}`);
    const known = landCodeOf(code, codes);
    if (known === null) return code;
    return `${code} ${language === 'en' ? t(`landCover.${known.class}`) : known.title}`;
  };
}
