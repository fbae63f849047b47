import { NotFoundError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import { inOrderOfSteps, missingSteps } from '#domain/project.js';
import type { Db } from '#store/database.js';
import { listPermits, type StoredPermit } from '#store/permits.js';
import { getProject, listProjects, saveProject } from '#store/projects.js';
import * as contract from '../contracts/projects.js';
import { route } from '../route.js';
import { permitFeature } from './permits.js';

const list = route(contract.listProjects, async ({ query, caller }, { db }) => ({
  body: await listProjects(db, caller, query),
}));

const read = route(contract.readProject, async ({ params, caller }, { db }) => {
  const project = await getProject(db, caller, params.id);
  if (project === null) throw new NotFoundError('project', params.id);
  const permits = inOrderOfSteps(await permitsOfProject(db, caller, params.id));
  const kinds = permits.filter(({ stage }) => stage !== 'withdrawn').map(({ kind }) => kind);
  return { body: { project, permits: permits.map(permitFeature), missingSteps: missingSteps(kinds) } };
});

/** Permits of a project that are given at most; no project has so many. */
const MOST = 1000;

async function permitsOfProject(db: Db, caller: Caller, projectId: string): Promise<readonly StoredPermit[]> {
  return (await listPermits(db, caller, { projectId, limit: MOST })).items;
}

const put = route(contract.putProject, async ({ params, body, caller }, { db }) => {
  const { created } = await saveProject(db, caller, { id: params.id, ...body });
  const project = await getProject(db, caller, params.id);
  if (project === null) throw new NotFoundError('project', params.id);
  return { status: created ? 201 : 200, body: project };
});

export const projectRoutes = [list, read, put];
