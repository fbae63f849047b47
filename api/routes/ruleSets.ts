import { BadInputError } from '#domain/errors.js';
import type { Explanation } from '#domain/finding.js';
import { compareRuleSets } from '#domain/ruleSetChanges.js';
import {
  changeRuleSetDraft,
  createRuleSetDraft,
  deleteRuleSetDraft,
  publishRuleSet,
  type NewRuleSet,
} from '#store/ruleSetDrafts.js';
import { listRuleSets, ruleSetInForce, type RuleSetVersion, type StoredRuleSet } from '#store/ruleSets.js';
import * as contract from '../contracts/ruleSets.js';
import { route } from '../route.js';
import { requireRuleSetInForce, requireRuleSetVersion } from '../ruleSetChoice.js';
import type { NamedRuleSet, RunCatalogue } from '../runCatalogue.js';
import type { ApiServices } from '../services.js';

const list = route(contract.listRuleSets, async ({ caller }, { db, catalogue }) => {
  const stored = await listRuleSets(db, caller);
  const inForce = new Map<string, RuleSetVersion>();
  for (const version of stored) {
    const { id } = version.reference;
    if (version.status === 'published' && !inForce.has(id)) inForce.set(id, version);
  }
  const shipped = catalogue.ruleSets.map((ruleSet) => ({
    ...shippedVersion(ruleSet),
    isInForce: !inForce.has(ruleSet.reference.id),
  }));
  const own = stored.map((version) => ({ ...version, isInForce: inForce.get(version.reference.id) === version }));
  return { body: { items: [...own, ...shipped] } };
});

const readSchema = route(contract.readRuleSetSchema, (_request, { catalogue }) =>
  Promise.resolve({ body: { ...catalogue.ruleSetSchema } }),
);

const read = route(contract.readRuleSet, async ({ params, caller }, services) => {
  const { db, catalogue } = services;
  return { body: await record(services, await requireRuleSetVersion(db, catalogue, caller, params)) };
});

const validate = route(contract.validateRuleSet, ({ body }, { catalogue }) => {
  const { reference, problems } = catalogue.readRuleSet(body.content);
  return Promise.resolve({ body: { reference, problems } });
});

const create = route(contract.createRuleSetDraft, async ({ body, caller }, services) => {
  const { db, catalogue } = services;
  const draft = requireDraft(catalogue, body);
  const { id, version } = draft.reference;
  const isShipped = catalogue.ruleSets.some(({ reference }) => reference.id === id);
  if (catalogue.ruleSets.some(({ reference }) => reference.id === id && reference.version === version)) {
    throw new BadInputError('this version is shipped with the software', {
      code: 'ruleSet.versionTaken',
      where: 'body.content.version',
      found: `${id} ${version}`,
      expected: 'a version of its own',
    });
  }
  const { ruleSet, created } = await createRuleSetDraft(db, caller, draft, isShipped);
  return { status: created ? 201 : 200, body: await record(services, ruleSet) };
});

const change = route(contract.changeRuleSetDraft, async ({ params, body, caller }, services) => {
  const draft = requireDraft(services.catalogue, body);
  const { id, version } = draft.reference;
  if (id !== params.id || version !== params.version) {
    throw new BadInputError('the content names another version than the address', {
      code: 'ruleSet.otherVersion',
      where: 'body.content.version',
      found: `${id} ${version}`,
      expected: `${params.id} ${params.version}`,
    });
  }
  const changed = await changeRuleSetDraft(services.db, caller, draft, body.expectedRevision);
  return { body: await record(services, changed) };
});

const remove = route(contract.deleteRuleSetDraft, async ({ params, caller }, { db }) => {
  await deleteRuleSetDraft(db, caller, params.id, params.version);
  return { body: null };
});

const publish = route(contract.publishRuleSet, async ({ params, body, caller }, services) => {
  const published = await publishRuleSet(services.db, caller, { ...params, hash: body.hash }, body.note);
  return { body: await record(services, published) };
});

const compare = route(contract.compareRuleSets, async ({ params, query, caller }, { db, catalogue }) => {
  const after = await requireRuleSetVersion(db, catalogue, caller, params);
  const id = query.sinceId ?? params.id;
  const before =
    query.sinceVersion === undefined
      ? await requireRuleSetInForce(db, catalogue, caller, id, 'query.sinceId')
      : await requireRuleSetVersion(db, catalogue, caller, { id, version: query.sinceVersion });
  const changes = compareRuleSets(before.content, after.content).map(({ path, before: was, after: is }) => ({
    path,
    before: was,
    after: is,
  }));
  return { body: { before: before.reference, after: after.reference, changes } };
});

/** A rule set that may be stored. @throws BadInputError with the place of the first problem and the number of the others */
function requireDraft(
  catalogue: RunCatalogue,
  { content, note }: { readonly content: unknown; readonly note: string | null },
): NewRuleSet {
  const reading = catalogue.readRuleSet(content);
  if (reading.content === null) {
    const [first, ...others] = reading.problems;
    const more = others.length === 0 ? '' : ` (and ${others.length} more problems)`;
    throw new BadInputError('the rule set does not fit its schema', {
      code: 'ruleSet.invalid',
      where: `body.content${first?.pointer ?? ''}`,
      found: `${first?.message.en ?? ''}${more}`,
      expected: 'a rule set as /v1/rule-sets/schema describes it; /v1/rule-sets/validate names every problem',
    });
  }
  const names = contract.ruleSetPathSchema.safeParse(reading.reference);
  if (names.success) return { content: reading.content, reference: reading.reference, note };
  throw new BadInputError('not a name', {
    code: 'ruleSet.name',
    where: `body.content.${String(names.error.issues[0]?.path[0])}`,
    found: `${reading.reference.id} ${reading.reference.version}`,
    expected: 'letters, digits, _ - and . (100 at most)',
  });
}

async function record({ db }: ApiServices, ruleSet: StoredRuleSet | NamedRuleSet) {
  const inForce = (await ruleSetInForce(db, ruleSet.reference.id))?.reference.version;
  const content = ruleSet.content as Record<string, unknown>;
  if (!('status' in ruleSet)) return { ...shippedVersion(ruleSet), isInForce: inForce === undefined, content };
  return { ...ruleSet, isInForce: inForce === ruleSet.reference.version, content };
}

function shippedVersion({ content, reference }: NamedRuleSet) {
  return {
    reference,
    title: (content as { readonly title: Explanation }).title,
    status: 'shipped' as const,
    revision: 1,
    adminCode: '',
    note: null,
    createdBy: null,
    createdAt: null,
    updatedAt: null,
    publishedBy: null,
    publishedAt: null,
    publishNote: null,
  };
}

export const ruleSetRoutes = [list, readSchema, read, validate, create, change, remove, publish, compare];
