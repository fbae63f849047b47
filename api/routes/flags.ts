import { HOLDING_FLAG_STATUSES, type FlagChange } from '#domain/flag.js';
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

/** A change in its CloudEvents 1.0 envelope, as the feed and webhooks give it. */
export function flagEvent(change: FlagChange) {
  return {
    specversion: '1.0' as const,
    id: String(change.sequence),
    source: '/v1/flags' as const,
    type: `planwatch.flag.${change.status}` as const,
    subject: change.caseNumber ?? `alert/${change.alertId}`,
    time: change.at,
    datacontenttype: 'application/json' as const,
    data: flagData(change),
  };
}

function flagData(change: Omit<FlagChange, 'at'>) {
  const { id: flagId, alertId, caseNumber, status, kind, severity, adminCode, areaM2, sequence } = change;
  return { flagId, alertId, caseNumber, status, kind, severity, adminCode, areaM2, sequence };
}

const flagNow = (flag: FlagNow) => ({ ...flagData(flag), updatedAt: flag.updatedAt });

export const flagRoutes = [feed, current, onParcel, hold, acknowledge, reconcile];
