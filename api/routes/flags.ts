import { HOLDING_FLAG_STATUSES } from '#domain/flag.js';
import { flagData, flagEvent } from '#domain/flagEvent.js';
import type { FlagNow } from '#store/flags.js';
import { listFlagChanges, listFlags } from '#store/flags.js';
import { acknowledgeFlags, reconcileFlags } from '#store/flagConsumers.js';
import * as contract from '../contracts/flags.js';
import { route } from '../route.js';

const feed = route(contract.readFlagFeed, async ({ query, caller }, { db }) => {
  const { items, next, hasMore } = await listFlagChanges(db, caller, query);
  return { body: { events: items.map(flagEvent), next, hasMore } };
});

const current = route(contract.listFlags, async ({ query, caller }, { db }) => ({
  body: { items: (await listFlags(db, caller, query)).map(flagNow) },
}));

const onParcel = route(contract.findFlagsOnParcel, async ({ body, caller }, { db }) => ({
  body: { items: (await listFlags(db, caller, { parcel: body.geometry })).map(flagNow) },
}));

const hold = route(contract.readCompletionHold, async ({ query, caller }, { db }) => {
  const { caseNumber } = query;
  const holding = await listFlags(db, caller, { caseNumber, status: HOLDING_FLAG_STATUSES });
  const step = 'completionCheck' as const;
  return { body: { caseNumber, step, isHeld: holding.length > 0, holding: holding.map(flagNow) } };
});

const acknowledge = route(contract.acknowledgeFlags, async ({ body, caller }, { db }) => ({
  body: await acknowledgeFlags(db, caller, body.upTo),
}));

const reconcile = route(contract.reconcileFlags, async ({ body, caller }, { db }) => {
  const report = await reconcileFlags(db, caller, body);
  return { body: { ...report, missing: report.missing.map(flagData) } };
});

const flagNow = (flag: FlagNow) => ({ ...flagData(flag), updatedAt: flag.updatedAt });

export const flagRoutes = [feed, current, onParcel, hold, acknowledge, reconcile];
