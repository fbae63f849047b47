import { ALERT_LIFE, legalActs, type AlertAct } from '#domain/alertLife.js';
import { ForbiddenError, NotFoundError } from '#domain/errors.js';
import { hasRight, type Caller } from '#domain/people.js';
import { actOnAlert, undoLastAct } from '#store/alertWork.js';
import type { Db } from '#store/database.js';
import { createSilence, liftSilence, listSilences } from '#store/silences.js';
import * as contract from '../contracts/alertActs.js';
import { problemOf } from '../problems.js';
import { route } from '../route.js';
import { requireAlert } from './alerts.js';

const act = route(contract.actOnAlert, async ({ params, body, caller }, { db }) => {
  requireRight(caller, body.act);
  const request = { alertId: params.id, act: body.act, expectedRevision: body.expectedRevision };
  await actOnAlert(db, caller, request, new Date().toISOString());
  return { body: await alertAfterAct(db, caller, params.id) };
});

const undo = route(contract.undoAlertAct, async ({ params, body, caller }, { db }) => {
  const request = { alertId: params.id, expectedRevision: body.expectedRevision };
  await undoLastAct(db, caller, request, new Date().toISOString());
  return { body: await alertAfterAct(db, caller, params.id) };
});

const actOnSeveral = route(contract.actOnAlerts, async ({ body, caller, http }, { db }) => {
  requireRight(caller, body.act);
  const results = [];
  for (const { id, expectedRevision } of body.alerts) {
    try {
      const request = { alertId: id, act: body.act, expectedRevision };
      const revision = await actOnAlert(db, caller, request, new Date().toISOString());
      results.push({ id, revision, problem: null });
    } catch (error) {
      const { problem, isDefect } = problemOf(error, String(http.state['requestId'] ?? ''));
      if (isDefect || problem.status >= 500) throw error;
      results.push({ id, revision: null, problem });
    }
  }
  return { body: { results } };
});

/** @throws ForbiddenError where the act needs a right that the caller lacks */
function requireRight(caller: Caller, { act: name }: AlertAct): void {
  const { right } = ALERT_LIFE[name];
  if (!hasRight(caller, right)) throw new ForbiddenError(`${name} needs the right ${right}`, true);
}

async function alertAfterAct(db: Db, caller: Caller, id: string) {
  const { revision, status } = await requireAlert(db, caller, id);
  const acts = legalActs(status).filter((name) => hasRight(caller, ALERT_LIFE[name].right));
  return { id, revision, status, legalActs: acts };
}

const silence = route(contract.createSilence, async ({ body, caller }, { db }) => ({
  body: await createSilence(db, caller, body, new Date().toISOString()),
}));

const silences = route(contract.listSilences, async ({ caller }, { db }) => ({
  body: { items: await listSilences(db, caller, new Date().toISOString()) },
}));

const lift = route(contract.liftSilence, async ({ params, caller }, { db }) => {
  if (!(await liftSilence(db, caller, params.id))) throw new NotFoundError('silence in force', params.id);
  return { body: null };
});

export const alertActRoutes = [act, undo, actOnSeveral, silence, silences, lift];
