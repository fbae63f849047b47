import { BadInputError, NotFoundError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import type { Db } from '#store/database.js';
import { getRuleSet, publishedRuleSetIds, ruleSetInForce, type StoredRuleSet } from '#store/ruleSets.js';
import type { NamedRuleSet, RunCatalogue } from './runCatalogue.js';

/**
 * What runs that name a rule set are judged by: the version that was published last, or else the one that is shipped.
 * @param caller who names it
 * @throws BadInputError naming the rule sets there are
 */
export async function requireRuleSetInForce(
  db: Db,
  catalogue: RunCatalogue,
  caller: Caller,
  id: string,
  where: string,
): Promise<NamedRuleSet> {
  const chosen =
    (await ruleSetInForce(db, id, caller)) ?? catalogue.ruleSets.find(({ reference }) => reference.id === id);
  if (chosen !== undefined) return chosen;
  const known = [
    ...catalogue.ruleSets.map(({ reference }) => reference.id),
    ...(await publishedRuleSetIds(db, caller)),
  ];
  throw new BadInputError('not known', {
    code: 'run.unknownRuleSet',
    where,
    found: id,
    expected: `one of ${[...new Set(known)].join(', ')}`,
  });
}

/**
 * A version that the caller may see, stored or shipped.
 * @throws NotFoundError
 */
export async function requireRuleSetVersion(
  db: Db,
  catalogue: RunCatalogue,
  caller: Caller,
  { id, version }: { readonly id: string; readonly version: string },
): Promise<StoredRuleSet | NamedRuleSet> {
  const stored = await getRuleSet(db, caller, id, version);
  const chosen =
    stored ?? catalogue.ruleSets.find(({ reference }) => reference.id === id && reference.version === version);
  if (chosen === undefined) throw new NotFoundError('rule set', `${id}/${version}`);
  return chosen;
}
