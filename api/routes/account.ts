import { NotFoundError } from '#domain/errors.js';
import { choosePassword, requirePassword } from '#store/ownAccount.js';
import { beginSecondFactor, confirmSecondFactor, countRecoveryCodes, removeSecondFactor } from '#store/secondFactor.js';
import { endSession, endSessions, listSessions } from '#store/sessions.js';
import { getPerson } from '#store/userAdministration.js';
import type { Caller } from '#domain/people.js';
import * as contract from '../contracts/account.js';
import { sessionIdOf } from '../middleware/authorization.js';
import { route } from '../route.js';
import type { ApiServices } from '../services.js';
import { userOf } from './session.js';

const read = route(contract.readAccount, async ({ caller, http }, { db, redis }) => {
  const { email, signsInBy, hasSecondFactor } = await getPerson(db, caller, caller.id);
  const own = sessionIdOf(http);
  const stored = await listSessions(redis, caller.id);
  const sessions = stored.map(({ id, startedAt, lastUsedAt, by, address, agent }) => {
    return { id, startedAt, lastUsedAt, by, address, agent, isThis: id === own };
  });
  const recoveryCodesLeft = await countRecoveryCodes(db, caller);
  return { body: { user: userOf(caller), email, signsInBy, hasSecondFactor, recoveryCodesLeft, sessions } };
});

const newPassword = route(contract.changeOwnPassword, async ({ body, caller, http }, services) => {
  await countingGuesses(services, caller, http.ip, () => requirePassword(services.db, caller, body.current));
  await choosePassword(services.db, caller, body);
  await endSessions(services.redis, caller.id, sessionIdOf(http));
  return { body: null };
});

const beginFactor = route(contract.beginOwnSecondFactor, async ({ body, caller, http }, services) => {
  await countingGuesses(services, caller, http.ip, () => requirePassword(services.db, caller, body.current));
  return { body: await beginSecondFactor(services.db, caller), headers: { 'Cache-Control': 'no-store' } };
});

const confirmFactor = route(contract.confirmOwnSecondFactor, async ({ body, caller, http }, services) => {
  const { db } = services;
  const recoveryCodes = await countingGuesses(services, caller, http.ip, () =>
    confirmSecondFactor(db, caller, body.code),
  );
  return { body: { recoveryCodes }, headers: { 'Cache-Control': 'no-store' } };
});

const removeFactor = route(contract.removeOwnSecondFactor, async ({ body, caller, http }, services) => {
  await countingGuesses(services, caller, http.ip, () => requirePassword(services.db, caller, body.current));
  await removeSecondFactor(services.db, caller);
  return { body: null };
});

const endOne = route(contract.endOwnSession, async ({ params, caller }, { redis }) => {
  if (!(await endSession(redis, caller.id, params.sessionId))) throw new NotFoundError('session', params.sessionId);
  return { body: null };
});

const endOthers = route(contract.endOtherSessions, async ({ caller, http }, { redis }) => ({
  body: { ended: await endSessions(redis, caller.id, sessionIdOf(http)) },
}));

/** Who sits down at somebody's open session cannot guess the password there more often than at the door. */
async function countingGuesses<T>(
  { rates }: ApiServices,
  { name }: Caller,
  address: string,
  work: () => Promise<T>,
): Promise<T> {
  await rates.countSignIn(name, address);
  const done = await work();
  await rates.forgiveSignIn(name, address);
  return done;
}

export const accountRoutes = [read, newPassword, beginFactor, confirmFactor, removeFactor, endOne, endOthers];
