import { endSessions } from '#store/sessions.js';
import {
  addPerson,
  changePerson,
  getPerson,
  listAssignees,
  listPeople,
  recordPersonAct,
  resetPassword,
  resetSecondFactor,
  type Person,
} from '#store/userAdministration.js';
import * as contract from '../contracts/users.js';
import { route } from '../route.js';
import type { ApiServices } from '../services.js';

const list = route(contract.listUsers, async ({ query, caller }, services) => {
  const { items, nextCursor } = await listPeople(services.db, caller, query);
  return { body: { items: await Promise.all(items.map((person) => personJson(person, services))), nextCursor } };
});

const create = route(contract.createUser, async ({ body, caller }, services) => {
  const { person, temporaryPassword } = await addPerson(services.db, caller, body);
  return { body: { person: await personJson(person, services), temporaryPassword } };
});

const read = route(contract.readUser, async ({ params, caller }, services) => ({
  body: await personJson(await getPerson(services.db, caller, params.id), services),
}));

const change = route(contract.changeUser, async ({ params, body, caller }, services) => {
  const person = await changePerson(services.db, caller, params.id, body);
  if (person.isDisabled) await endSessions(services.redis, person.id);
  return { body: await personJson(person, services) };
});

const resetTheirPassword = route(contract.resetUserPassword, async ({ params, caller }, services) => {
  const temporaryPassword = await resetPassword(services.db, caller, params.id);
  const person = await getPerson(services.db, caller, params.id);
  await services.rates.unlock(person.name);
  await endSessions(services.redis, person.id);
  return { body: { person: await personJson(person, services), temporaryPassword } };
});

const resetTheirSecondFactor = route(contract.resetUserSecondFactor, async ({ params, caller }, { db, redis }) => {
  await resetSecondFactor(db, caller, params.id);
  await endSessions(redis, params.id);
  return { body: null };
});

const endTheirSessions = route(contract.endUserSessions, async ({ params, caller }, { db, redis }) => {
  await recordPersonAct(db, caller, params.id, 'sessionsEnded');
  return { body: { ended: await endSessions(redis, params.id) } };
});

const assignees = route(contract.listAssignees, async ({ caller }, { db }) => ({
  body: { items: await listAssignees(db, caller) },
}));

async function personJson(person: Person, { rates }: ApiServices) {
  return { ...person, isLocked: await rates.isLocked(person.name) };
}

export const userRoutes = [
  list,
  create,
  read,
  change,
  resetTheirPassword,
  resetTheirSecondFactor,
  endTheirSessions,
  assignees,
];
