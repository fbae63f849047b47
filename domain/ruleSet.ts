import type { Explanation, RuleSetReference } from './finding.js';

/** `shipped` with this software; `draft`: being written; `published`: runs are judged by the last one of its id. */
export const RULE_SET_STATUSES = ['shipped', 'draft', 'published'] as const;
export type RuleSetStatus = (typeof RULE_SET_STATUSES)[number];

/** One thing that is wrong with a rule set. */
export interface RuleSetProblem {
  /** JSON Pointer (RFC 6901) of the field, `/rules/3/toleranceM`; '' for the whole. */
  readonly pointer: string;
  readonly message: Explanation;
}

/** A rule set as data that was read: it may be judged by, or says what is wrong. */
export type RuleSetReading =
  | { readonly content: unknown; readonly reference: RuleSetReference; readonly problems: readonly [] }
  | { readonly content: null; readonly reference: null; readonly problems: readonly RuleSetProblem[] };
