import { ALERT_STATUSES, type AlertStatus } from '#domain/alert.js';
import { SEVERITIES, VIOLATION_KINDS, type Severity, type ViolationKind } from '#domain/violation.js';

export const ALERT_SORTS = ['severity', 'raisedAt', 'areaM2'] as const;
export type AlertSort = (typeof ALERT_SORTS)[number];

/** Which alerts the list and the map show; kept in the address, so that a view can be shared and survives a reload. */
export interface AlertFilter {
  readonly kinds: readonly ViolationKind[];
  readonly severities: readonly Severity[];
  readonly statuses: readonly AlertStatus[];
  /** Permit case number, or part of one; '' for any. */
  readonly caseNumber: string;
  readonly sort: AlertSort;
}

export const NO_FILTER: AlertFilter = { kinds: [], severities: [], statuses: [], caseNumber: '', sort: 'severity' };

/** Reads a filter from the address; words that no longer mean anything are left out rather than refused. */
export function filterFromSearch(search: URLSearchParams): AlertFilter {
  return {
    kinds: known(search.get('kind'), VIOLATION_KINDS),
    severities: known(search.get('severity'), SEVERITIES),
    statuses: known(search.get('status'), ALERT_STATUSES),
    caseNumber: search.get('caseNumber')?.trim() ?? '',
    sort: ALERT_SORTS.find((sort) => sort === search.get('sort')) ?? NO_FILTER.sort,
  };
}

/** The filter as query parameters, of the address and of the API alike; defaults are left out. */
export function filterToQuery(filter: AlertFilter): Record<string, string> {
  const query: Record<string, string> = {};
  if (filter.kinds.length > 0) query['kind'] = filter.kinds.join(',');
  if (filter.severities.length > 0) query['severity'] = filter.severities.join(',');
  if (filter.statuses.length > 0) query['status'] = filter.statuses.join(',');
  if (filter.caseNumber !== '') query['caseNumber'] = filter.caseNumber;
  if (filter.sort !== NO_FILTER.sort) query['sort'] = filter.sort;
  return query;
}

/** Writes the filter into an address, leaving its other parameters alone. */
export function searchWithFilter(search: URLSearchParams, filter: AlertFilter): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of ['kind', 'severity', 'status', 'caseNumber', 'sort']) next.delete(name);
  for (const [name, value] of Object.entries(filterToQuery(filter))) next.set(name, value);
  return next;
}

/** True where the filter hides anything; the order hides nothing. */
export function isNarrowing(filter: AlertFilter): boolean {
  return Object.keys(filterToQuery({ ...filter, sort: NO_FILTER.sort })).length > 0;
}

function known<T extends string>(text: string | null, words: readonly T[]): T[] {
  const asked = new Set((text ?? '').split(','));
  return words.filter((word) => asked.has(word));
}
