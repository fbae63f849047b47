import type { LandCoverClass } from '#domain/landCover.js';
import { severityRank, type Severity } from '#domain/violation.js';
import type { Rule } from './ruleSet.js';

/** The rule's severity, raised by the offending area and by what was there before. */
export function severityOf(rule: Rule, areaM2: number, fromClass: LandCoverClass): Severity {
  return rule.severityRaises
    .filter((raise) => areaM2 >= raise.minimumAreaM2)
    .filter(({ fromClasses }) => fromClasses === null || fromClasses.includes(fromClass))
    .reduce(
      (severity, raise) => (severityRank(raise.severity) > severityRank(severity) ? raise.severity : severity),
      rule.severity,
    );
}
