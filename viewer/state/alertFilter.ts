import { FUNNEL_STAGES, type FunnelStage } from '#domain/alertFunnel.js';
import { DETERMINATION_OUTCOMES, type DeterminationOutcome } from '#domain/alertLife.js';
import { ALERT_STATUSES, type AlertStatus } from '#domain/alert.js';
import { SEVERITIES, VIOLATION_KINDS, type Severity, type ViolationKind } from '#domain/violation.js';

export const ALERT_SORTS = ['severity', 'dueOn', 'raisedAt', 'areaM2'] as const;
export type AlertSort = (typeof ALERT_SORTS)[number];

/** What is on or off in a filter: term run out, given to the reader, under supervision, hidden by a silence as well. */
export const FILTER_SWITCHES = ['overdue', 'mine', 'supervised', 'silenced'] as const;
export type FilterSwitch = (typeof FILTER_SWITCHES)[number];

/** Which alerts the list and the map show; kept in the address, so that a view can be shared and survives a reload. */
export interface AlertFilter {
  readonly kinds: readonly ViolationKind[];
  readonly severities: readonly Severity[];
  readonly statuses: readonly AlertStatus[];
  /** Permit case number; '' for any. */
  readonly caseNumber: string;
  /** Administrative code whose alerts, and those below it, are shown; '' for all. */
  readonly adminCode: string;
  /** Least confidence in percent; 0 for any. */
  readonly minConfidencePercent: number;
  readonly switches: readonly FilterSwitch[];
  /** Days (UTC+8), both inclusive, between which an alert was raised; '' for no end. */
  readonly raisedFrom: string;
  readonly raisedTo: string;
  /** The stage of the funnel that an alert came as far as; 'raised' for any. */
  readonly reached: FunnelStage;
  readonly outcomes: readonly DeterminationOutcome[];
  readonly sort: AlertSort;
}

export const NO_FILTER: AlertFilter = {
  kinds: [],
  severities: [],
  statuses: [],
  caseNumber: '',
  adminCode: '',
  minConfidencePercent: 0,
  switches: [],
  raisedFrom: '',
  raisedTo: '',
  reached: 'raised',
  outcomes: [],
  sort: 'severity',
};

/** Reads a filter from the address; words that no longer mean anything are left out rather than refused. */
export function filterFromSearch(search: URLSearchParams): AlertFilter {
  const percent = Number(search.get('confidence'));
  const adminCode = search.get('adminCode') ?? '';
  return {
    kinds: known(search.get('kind'), VIOLATION_KINDS),
    severities: known(search.get('severity'), SEVERITIES),
    statuses: known(search.get('status'), ALERT_STATUSES),
    caseNumber: search.get('caseNumber')?.trim() ?? '',
    adminCode: REGION.test(adminCode) ? adminCode : '',
    minConfidencePercent: Number.isInteger(percent) && percent > 0 && percent <= 100 ? percent : 0,
    switches: FILTER_SWITCHES.filter((name) => search.get(name) === 'true'),
    raisedFrom: dayIn(search.get('raisedFrom')),
    raisedTo: dayIn(search.get('raisedTo')),
    reached: FUNNEL_STAGES.find((stage) => stage === search.get('reached')) ?? NO_FILTER.reached,
    outcomes: known(search.get('outcome'), DETERMINATION_OUTCOMES),
    sort: ALERT_SORTS.find((sort) => sort === search.get('sort')) ?? NO_FILTER.sort,
  };
}

/** The filter as parameters of the page's address; what is as in `NO_FILTER` is left out. */
export function filterToQuery(filter: AlertFilter): Record<string, string> {
  const query: Record<string, string> = {};
  if (filter.kinds.length > 0) query['kind'] = filter.kinds.join(',');
  if (filter.severities.length > 0) query['severity'] = filter.severities.join(',');
  if (filter.statuses.length > 0) query['status'] = filter.statuses.join(',');
  if (filter.caseNumber !== '') query['caseNumber'] = filter.caseNumber;
  if (filter.adminCode !== '') query['adminCode'] = filter.adminCode;
  if (filter.minConfidencePercent > 0) query['confidence'] = String(filter.minConfidencePercent);
  for (const name of filter.switches) query[name] = 'true';
  if (filter.raisedFrom !== '') query['raisedFrom'] = filter.raisedFrom;
  if (filter.raisedTo !== '') query['raisedTo'] = filter.raisedTo;
  if (filter.reached !== NO_FILTER.reached) query['reached'] = filter.reached;
  if (filter.outcomes.length > 0) query['outcome'] = filter.outcomes.join(',');
  if (filter.sort !== NO_FILTER.sort) query['sort'] = filter.sort;
  return query;
}

/**
 * The filter as the API's list and tiles take it, its order apart. The queue leaves out what a silence hides unless the
 * filter asks for it.
 * @param readerId whose alerts `mine` are
 */
export function selectionOf(filter: AlertFilter, readerId: string): Record<string, string> {
  const { confidence, mine, silenced, sort: _, ...alike } = filterToQuery(filter);
  return {
    ...alike,
    ...(confidence === undefined ? {} : { minConfidence: String(filter.minConfidencePercent / 100) }),
    ...(mine === undefined ? {} : { assigneeId: readerId }),
    silenced: silenced === undefined ? 'false' : 'any',
  };
}

const FILTER_PARAMETERS = [
  'kind',
  'severity',
  'status',
  'caseNumber',
  'adminCode',
  'confidence',
  'raisedFrom',
  'raisedTo',
  'reached',
  'outcome',
  'sort',
  ...FILTER_SWITCHES,
];

/** Writes the filter into an address, leaving its other parameters alone. */
export function searchWithFilter(search: URLSearchParams, filter: AlertFilter): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of FILTER_PARAMETERS) next.delete(name);
  for (const [name, value] of Object.entries(filterToQuery(filter))) next.set(name, value);
  return next;
}

/** True where the filter hides anything; the order hides nothing. */
export function isNarrowing(filter: AlertFilter): boolean {
  const { silenced: _, ...narrowing } = filterToQuery({ ...filter, sort: NO_FILTER.sort });
  return Object.keys(narrowing).length > 0;
}

/**
 * The page that lists the alerts of a figure.
 * @param query as the API's statistics give it for `GET /v1/alerts`; they count what a silence hides as well
 */
export function alertListHref(query: Readonly<Record<string, string>>): string {
  const { minConfidence, ...alike } = query;
  const search = new URLSearchParams({ ...alike, silenced: 'true' });
  if (minConfidence !== undefined) search.set('confidence', String(Math.round(Number(minConfidence) * 100)));
  return `/?${searchWithFilter(new URLSearchParams(), filterFromSearch(search)).toString()}`;
}

/** An administrative code or its beginning. */
const REGION = /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/;

const dayIn = (text: string | null): string => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '');

function known<T extends string>(text: string | null, words: readonly T[]): T[] {
  const asked = new Set((text ?? '').split(','));
  return words.filter((word) => asked.has(word));
}
