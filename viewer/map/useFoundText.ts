import { useTranslation } from 'react-i18next';
import { PERMIT_KINDS } from '#domain/permit.js';
import { VIOLATION_KINDS } from '#domain/violation.js';
import type { FoundItem } from './searchQueries.js';

/** What a found item is called in the reader's language. */
export function useFoundText(): (item: FoundItem) => { readonly title: string; readonly detail: string } {
  const { t } = useTranslation();
  return ({ kind, title, detail }) => {
    const violation = VIOLATION_KINDS.find((one) => one === detail);
    const permit = PERMIT_KINDS.find((one) => one === detail);
    const said =
      kind === 'alert' && violation !== undefined
        ? t(`violation.${violation}`)
        : kind === 'permit' && permit !== undefined
          ? t(`permitKind.${permit}`)
          : detail;
    return { title, detail: [t(`tools.found.${kind}`), said].filter((part) => part !== '').join(' · ') };
  };
}
