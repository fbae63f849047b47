import type { FlagChange } from './flag.js';

/** A change in its CloudEvents 1.0 envelope (structured mode), as the feed and webhooks give it. */
export function flagEvent(change: FlagChange) {
  return {
    specversion: '1.0' as const,
    id: String(change.sequence),
    source: '/v1/flags' as const,
    type: `planwatch.flag.${change.status}` as const,
    subject: subjectOf(change),
    time: change.at,
    datacontenttype: 'application/json' as const,
    data: flagData(change),
  };
}

/** What the order of changes is kept for: the case, or the alert where it names none. */
export const subjectOf = ({ caseNumber, alertId }: Pick<FlagChange, 'caseNumber' | 'alertId'>): string =>
  caseNumber ?? `alert/${alertId}`;

export function flagData(change: Omit<FlagChange, 'at'>) {
  const { id: flagId, alertId, caseNumber, status, kind, severity, adminCode, areaM2, sequence } = change;
  return { flagId, alertId, caseNumber, status, kind, severity, adminCode, areaM2, sequence };
}
