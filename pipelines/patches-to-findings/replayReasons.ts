import { canonicalJson } from '#domain/id.js';
import type { JudgedBriefly, ReplayReason, ReplayReasonSubject } from '#domain/replay.js';
import type { RuleSetChange } from '#domain/ruleSetChanges.js';
import type { JudgingContext } from './patchGround.js';

/** What one patch was judged with, beside the rules. */
export type PatchInputs = Pick<JudgingContext, 'layers' | 'features' | 'permits'> &
  Required<Pick<JudgingContext, 'orders' | 'settledAlerts'>> & {
    /** Ids of the other patches on those permits, once or more often. */
    readonly patchIdsOnPermits: readonly string[];
  };

const MOST_VALUE_LENGTH = 300;

/**
 * What two judgements of a patch were made with that is not the same: changed rules of the kinds that either found (and what concerns
 * all rules), layer versions, permits' revisions, orders and settled alerts near it.
 */
export function replayReasons(
  kinds: readonly Pick<JudgedBriefly, 'kinds'>[],
  changes: readonly RuleSetChange[],
  before: PatchInputs,
  after: PatchInputs,
): readonly ReplayReason[] {
  const found = new Set<string>(kinds.flatMap((judged) => judged.kinds));
  const rules = changes.filter(({ path }) => {
    const [, list, kind] = path.split('/');
    return list !== 'rules' || kind === undefined || found.has(kind);
  });
  const near = new Set([...before.features, ...after.features].map(({ layerId }) => layerId));
  return [
    ...rules.map((change) => ({
      subject: 'rule' as const,
      id: change.path,
      before: inShort(change.before),
      after: inShort(change.after),
    })),
    ...differing('layer', layerVersions(before, near), layerVersions(after, near)),
    ...differing('permit', permitRevisions(before), permitRevisions(after)),
    ...differing('order', orderDays(before), orderDays(after)),
    ...differing('settledAlert', settledDays(before), settledDays(after)),
    ...differing('otherPatches', otherPatches(before), otherPatches(after)),
  ];
}

function differing(
  subject: ReplayReasonSubject,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ReplayReason[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return ids
    .filter((id) => before.get(id) !== after.get(id))
    .map((id) => ({ subject, id, before: before.get(id) ?? null, after: after.get(id) ?? null }));
}

/** Growth boundaries judge by where they are not: all of them count, of other layers those with features near the patch. */
function layerVersions({ layers }: PatchInputs, near: ReadonlySet<string>): ReadonlyMap<string, string> {
  const meant = layers.filter(({ id, kind }) => kind === 'urbanGrowthBoundary' || near.has(id));
  return new Map(meant.map(({ id }) => [id, versionsOf(layers, id)]));
}

const versionsOf = (layers: PatchInputs['layers'], id: string): string =>
  layers
    .filter((layer) => layer.id === id)
    .map(({ version }) => version)
    .sort()
    .join(', ');

const permitRevisions = ({ permits }: PatchInputs): ReadonlyMap<string, string> =>
  new Map(permits.map(({ caseNumber, revision }) => [caseNumber, String(revision)]));

const orderDays = ({ orders }: PatchInputs): ReadonlyMap<string, string> =>
  new Map(orders.map(({ id, issuedOn }) => [id, issuedOn]));

const settledDays = ({ settledAlerts }: PatchInputs): ReadonlyMap<string, string> =>
  new Map(settledAlerts.map(({ id, closedOn, rectifiedOn }) => [id, closedOn ?? rectifiedOn ?? '']));

/** Told by their number; which they are would be a long list. */
const otherPatches = ({ patchIdsOnPermits }: PatchInputs): ReadonlyMap<string, string> =>
  new Map([['', String(new Set(patchIdsOnPermits).size)]]);

function inShort(value: unknown): string | null {
  if (value === null) return null;
  const text = typeof value === 'string' ? value : canonicalJson(value);
  return text.length > MOST_VALUE_LENGTH ? `${text.slice(0, MOST_VALUE_LENGTH)}…` : text;
}
