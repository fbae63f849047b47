import type { LandCoverClass } from '#domain/landCover.js';
import { isLandCoverClass } from '#domain/landCover.js';
import type { LayerFeature } from '#domain/layer.js';
import type { Rule, RuleSet } from './ruleSet.js';

/** True where the rule looks at a change from one class to another. */
export function concerns(rule: Rule, fromClass: LandCoverClass, toClass: LandCoverClass): boolean {
  if (!rule.enabled || !rule.toClasses.includes(toClass)) return false;
  if (rule.fromClasses !== null && !rule.fromClasses.includes(fromClass)) return false;
  return !rule.ignoredChanges.some(({ from, to }) => from.includes(fromClass) && to.includes(toClass));
}

/** Ground that is being worked on may become anything that is built. */
const PHASES: readonly LandCoverClass[] = ['earthworks', 'bare'];
const BUILT: readonly LandCoverClass[] = ['builtUp', 'road', 'solar', 'greenhouse'];

/**
 * Classes that a use allows: names of classes as they are, codes by the rule set's table; works on the way to something that
 * is allowed are allowed too. Null where nothing is known of one of the uses: unknown codes prove nothing.
 */
export function classesOfUse(uses: readonly string[], ruleSet: RuleSet): ReadonlySet<LandCoverClass> | null {
  if (uses.length === 0) return null;
  const allowed = new Set<LandCoverClass>();
  for (const use of uses) {
    const classes = isLandCoverClass(use) ? [use] : byLongestPrefix(use, ruleSet.useClasses)?.classes;
    if (classes === undefined) return null;
    for (const name of classes) allowed.add(name);
  }
  if (BUILT.some((name) => allowed.has(name))) for (const name of PHASES) allowed.add(name);
  return allowed;
}

/** What would be built under a use; empty where it allows no building, null where nothing is known of it. */
export function builtClassesOf(uses: readonly string[], ruleSet: RuleSet): ReadonlySet<LandCoverClass> | null {
  const allowed = classesOfUse(uses, ruleSet);
  return allowed && new Set(BUILT.filter((name) => allowed.has(name)));
}

function byLongestPrefix<T extends { readonly codePrefix: string }>(code: string, table: readonly T[]): T | undefined {
  return table
    .filter(({ codePrefix }) => code.startsWith(codePrefix))
    .toSorted((a, b) => b.codePrefix.length - a.codePrefix.length)[0];
}

/** The class that a `landClass` feature of the land survey stands for: its `class`, or its `code` by longest prefix. */
export function surveyClassOf(feature: LayerFeature, ruleSet: RuleSet): LandCoverClass | null {
  const { class: named, code } = feature.properties;
  if (isLandCoverClass(named)) return named;
  if (typeof code !== 'string' && typeof code !== 'number') return null;
  return byLongestPrefix(String(code), ruleSet.surveyClasses)?.class ?? null;
}
