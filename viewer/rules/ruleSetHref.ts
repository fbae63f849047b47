import type { RuleSetName } from './ruleQueries.js';

/** The page of a version. */
export const ruleSetHref = ({ id, version }: RuleSetName): string =>
  `/rules/${encodeURIComponent(id)}/${encodeURIComponent(version)}`;
