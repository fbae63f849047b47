import { useTranslation } from 'react-i18next';
import { LINEAGES, type Lineage } from '#domain/alert.js';
import { SEVERITIES, VIOLATION_KINDS } from '#domain/violation.js';
import { useLanguage } from '../i18n/language.js';
import { areaText } from '#domain/areaText.js';

/** Facts of a history entry in words; fields without words (ids of other things) are left out. */
export function useHistoryDetail(): (detail: Readonly<Record<string, unknown>>) => string[] {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (detail) => {
    const lines: string[] = [];
    const { lineage, kind, severity, areaM2 } = detail;
    if (isOneOf(LINEAGES, lineage)) lines.push(t(`lineage.${lineage satisfies Lineage}`));
    if (isOneOf(VIOLATION_KINDS, kind)) lines.push(t(`violation.${kind}`));
    if (isOneOf(SEVERITIES, severity)) lines.push(t(`severity.${severity}`));
    if (typeof areaM2 === 'number') lines.push(t('alert.areaM2', { value: areaText(areaM2, language).m2 }));
    return lines;
  };
}

function isOneOf<T extends string>(words: readonly T[], value: unknown): value is T {
  return (words as readonly unknown[]).includes(value);
}
