import { BadInputError, NotFoundError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import { createReplay, getReplay, listReplayDifferences, listReplays, type NewReplay } from '#store/replays.js';
import * as contract from '../contracts/replays.js';
import { route } from '../route.js';
import { requireRuleSetVersion } from '../ruleSetChoice.js';
import type { ApiServices } from '../services.js';

const create = route(contract.createReplay, async ({ params, body, caller }, services) => {
  const ruleSet = await chosenRules(services, caller, body);
  const replay = await createReplay(services.db, caller, { runId: params.id, ruleSet, asKnown: body.asKnown });
  return { status: 201, body: replay };
});

/** Null: the run's own. */
async function chosenRules(
  { db, catalogue }: ApiServices,
  caller: Caller,
  asked: {
    readonly ruleSet?: { readonly id: string; readonly version: string } | undefined;
    readonly content?: unknown;
  },
): Promise<NewReplay['ruleSet']> {
  if (asked.ruleSet !== undefined) {
    const { content, reference } = await requireRuleSetVersion(db, catalogue, caller, asked.ruleSet);
    return { content, reference };
  }
  if (asked.content === undefined) return null;
  const reading = catalogue.readRuleSet(asked.content);
  if (reading.content !== null) return reading;
  const [first] = reading.problems;
  throw new BadInputError('the rule set does not fit its schema', {
    code: 'ruleSet.invalid',
    where: `body.content${first?.pointer ?? ''}`,
    found: first?.message.en ?? 'a problem',
    expected: 'a rule set as /v1/rule-sets/schema describes it',
  });
}

const list = route(contract.listReplays, async ({ query, caller }, { db }) => ({
  body: await listReplays(db, caller, query),
}));

const read = route(contract.readReplay, async ({ params, caller }, { db }) => {
  const replay = await getReplay(db, caller, params.id);
  if (replay === null) throw new NotFoundError('replay', params.id);
  return { body: replay };
});

const differences = route(contract.listReplayDifferences, async ({ params, query, caller }, { db }) => {
  if ((await getReplay(db, caller, params.id)) === null) throw new NotFoundError('replay', params.id);
  return { body: await listReplayDifferences(db, caller, params.id, query) };
});

export const replayRoutes = [create, list, read, differences];
