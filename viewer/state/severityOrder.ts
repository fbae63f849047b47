import { SEVERITIES, severityRank, type Severity } from '#domain/violation.js';

/** Most serious first, as lists and filters show them. */
export const SEVERITIES_WORST_FIRST: readonly Severity[] = [...SEVERITIES].reverse();

/** The most serious of several; `low` for none. */
export function worstSeverity(severities: readonly Severity[]): Severity {
  return severities.reduce<Severity>((worst, one) => (severityRank(one) > severityRank(worst) ? one : worst), 'low');
}
