import { useTranslation } from 'react-i18next';
import type { PseudoChangeReason } from '#domain/alertLife.js';
import { PSEUDO_CHANGE_REASONS } from '#domain/alertLife.js';
import type { ExemptionReason } from '#domain/violation.js';

/** What a reason of a determination is called: why there was no change, or what makes it lawful. */
export function useReasonName(): (reason: string) => string {
  const { t } = useTranslation();
  return (reason) =>
    (PSEUDO_CHANGE_REASONS as readonly string[]).includes(reason)
      ? t(`pseudoChangeReason.${reason as PseudoChangeReason}`)
      : t(`exemption.${reason as ExemptionReason}`);
}
