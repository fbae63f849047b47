import type { LandCoverClass } from '#domain/landCover.js';
import { M2_PER_MU } from '#domain/units.js';
import type { Rule } from '../ruleSet.js';
import { BY_CONDITIONS } from './exemptions.js';

/** What rules of one family have in common. */

/** Everything that people build, with the works for it. */
export const CONSTRUCTION: LandCoverClass[] = ['builtUp', 'road', 'earthworks', 'solar', 'greenhouse'];

/** A brighter roof is no new roof. Earthworks are not listed: a site that goes on being dug is news. */
export const SAME_CLASS: Rule['ignoredChanges'] = (['builtUp', 'road', 'solar', 'greenhouse'] as const).map((same) => ({
  from: [same],
  to: [same],
  because: 'the use is the same before and after: a change of brightness',
}));

/** Nobody builds on open water between two looks without works being seen: a falling flood lays bare what stood there. */
export const FALLING_WATER: Rule['ignoredChanges'] = [
  {
    from: ['water'],
    to: ['builtUp', 'road'],
    because: 'a flood that falls shows the roads and roofs that stood in it',
  },
];

/** Construction as the approval rules see it. Solar arrays are leased, not converted (自然资办发〔2023〕12号). */
export const APPROVAL: Pick<
  Rule,
  | 'enabled'
  | 'toClasses'
  | 'fromClasses'
  | 'parameters'
  | 'ignoredChanges'
  | 'toleranceM'
  | 'toleranceM2'
  | 'exemptions'
  | 'severity'
> = {
  enabled: true,
  toClasses: ['builtUp', 'road', 'earthworks'],
  fromClasses: null,
  parameters: {},
  ignoredChanges: [...SAME_CLASS, ...FALLING_WATER],
  toleranceM: 1,
  toleranceM2: 100,
  exemptions: ['temporaryLand', 'agriFacility', ...BY_CONDITIONS],
  severity: 'medium',
};

/** "Major" cases as Guangxi defines them for a county: from 30 mu; other cropland from 10 mu. */
export const MAJOR_M2 = 30 * M2_PER_MU;
export const MAJOR_CROPLAND_M2 = 10 * M2_PER_MU;
export const APPROVAL_RAISES: Rule['severityRaises'] = [
  { minimumAreaM2: MAJOR_CROPLAND_M2, fromClasses: null, severity: 'high' },
  { minimumAreaM2: MAJOR_M2, fromClasses: null, severity: 'critical' },
];

/** Lines and orders that no permit overrides. */
export const CONTROL_LINE: Pick<
  Rule,
  'enabled' | 'fromClasses' | 'parameters' | 'toleranceM' | 'toleranceM2' | 'exemptions' | 'severity' | 'severityRaises'
> = {
  enabled: true,
  fromClasses: null,
  parameters: {},
  toleranceM: 1,
  toleranceM2: 200,
  exemptions: [],
  severity: 'critical',
  severityRaises: [],
};
