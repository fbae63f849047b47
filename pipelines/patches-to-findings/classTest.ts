import type { LandCoverClass } from '#domain/landCover.js';
import { isLandCoverClass } from '#domain/landCover.js';
import type { LayerFeature } from '#domain/layer.js';
import type { Rule, RuleSet } from './ruleSet.js';

/** True where the rule looks at a change from one class to another. */
export function concerns(rule: Rule, fromClass: LandCoverClass, toClass: LandCoverClass): boolean {
  if (!rule.enabled || !rule.toClasses.includes(toClass)) return false;
  return !rule.ignoredChanges.some(({ from, to }) => from.includes(fromClass) && to.includes(toClass));
}

/** The class that a `landClass` feature of the land survey stands for: its `class`, or its `code` by longest prefix. */
export function surveyClassOf(feature: LayerFeature, ruleSet: RuleSet): LandCoverClass | null {
  const { class: named, code } = feature.properties;
  if (isLandCoverClass(named)) return named;
  if (typeof code !== 'string' && typeof code !== 'number') return null;
  const text = String(code);
  const matches = ruleSet.surveyClasses.filter(({ codePrefix }) => text.startsWith(codePrefix));
  return matches.sort((a, b) => b.codePrefix.length - a.codePrefix.length)[0]?.class ?? null;
}
