import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ENDPOINTS } from '#api/contracts/index.js';
import { hasRight, type Role } from '#domain/people.js';
import { apiUnderTest, askAt, type Answer, type ApiUnderTest } from './apiUnderTest.js';
import { GRANTS, TESTED_APART, type Grant, type Request } from './authorizationTable.js';
import { ELSEWHERE, grantedCounty, type GrantedCounty } from './grantedCounty.js';

jest.setTimeout(180_000);

const INITIALS: Readonly<Record<Role, string>> = {
  officer: 'O',
  supervisor: 'S',
  steward: 'T',
  approver: 'P',
  admin: 'A',
  public: 'X',
};
const ROLES = Object.keys(INITIALS) as Role[];

let api: ApiUnderTest;
let county: GrantedCounty;
beforeAll(async () => {
  api = await apiUnderTest({ limits: { signInAttempts: 1000, signInAttemptsPerAddress: 1000 } });
  county = await grantedCounty(api);
});
afterAll(() => api.stop());

const mayUse = ({ roles }: Pick<Grant, 'roles'>, role: Role): boolean =>
  roles === 'all' || (roles !== 'person' && roles.includes(INITIALS[role]));

async function askAs(grant: Grant, role: Role, adminCode: string): Promise<Answer> {
  const key = await county.keyOf(role, adminCode);
  return send(await grant.ask(county, key), key);
}

const send = ([path, asking]: Request, key: string): Promise<Answer> => askAt(api.url, path, asking, key);

/** What an answer says of the county beyond what the request named itself. */
function marksIn(answer: Answer, [path, asking]: Request): readonly string[] {
  const body = asking?.body ?? '';
  const asked = decodeURIComponent(path) + (Buffer.isBuffer(body) ? body.toString('latin1') : JSON.stringify(body));
  return county.marks.filter((mark) => answer.bytes.includes(mark) && !asked.includes(mark));
}

test('every route stands in the table, and nothing else does', () => {
  const rows = [...Object.keys(GRANTS), ...Object.keys(TESTED_APART)].sort();
  expect(rows).toEqual(ENDPOINTS.map(({ id }) => id).sort());
});

test('every route is declared for the roles of the table', () => {
  for (const { id, right } of ENDPOINTS) {
    const { roles } = (GRANTS[id] ?? TESTED_APART[id])!;
    if (right === 'anonymous' || right === 'person')
      expect([id, roles]).toEqual([id, right === 'person' ? 'person' : 'all']);
    else {
      const declared = ROLES.filter((role) => right === 'signedIn' || hasRight({ role }, right));
      expect([id, ROLES.filter((role) => mayUse({ roles }, role))]).toEqual([id, declared]);
    }
  }
});

describe.each(Object.entries(GRANTS))('%s', (id, grant) => {
  const denied = ROLES.filter((role) => !mayUse(grant, role));
  const granted = ROLES.filter((role) => mayUse(grant, role));

  test('is refused to roles without it, wherever they are, and does nothing', async () => {
    for (const role of denied) {
      for (const adminCode of [county.adminCode, ELSEWHERE, '']) {
        const key = await county.keyOf(role, adminCode);
        // What a request needs beforehand is made by others.
        const request = await grant.ask(county, await county.keyOf('admin', ''));
        const prepared = await county.state();
        expect([id, role, adminCode, (await send(request, key)).status]).toEqual([id, role, adminCode, 403]);
        expect(await county.state()).toEqual(prepared);
      }
    }
  });

  if (grant.roles === 'all' || grant.roles === 'person') return;

  test('is open in the own region to the roles that have it', async () => {
    for (const role of granted) {
      const answer = await askAs(grant, role, county.adminCode);
      expect([id, role, answer.status, answer.status >= 300 ? answer.text : '']).toEqual([id, role, answer.status, '']);
    }
  });

  test('shows and changes nothing of the county to people of another region', async () => {
    for (const role of granted) {
      const key = await county.keyOf(role, ELSEWHERE);
      const request = await grant.ask(county, key);
      const before = await county.state();
      const answer = await send(request, key);
      if (grant.elsewhere === 'shared') {
        expect([id, role, answer.status < 300]).toEqual([id, role, true]);
        continue;
      }
      const told = [grant.tells?.(county), answer.status === 403 && county.adminCode];
      expect([id, role, marksIn(answer, request).filter((mark) => !told.includes(mark))]).toEqual([id, role, []]);
      if (grant.elsewhere === 'withoutIt') expect([id, role, answer.status < 300]).toEqual([id, role, true]);
      else {
        expect([id, role, [403, 404].includes(answer.status)]).toEqual([id, role, true]);
        expect(await county.state()).toEqual(before);
      }
    }
  });
});

test('a bulk act says of each alert of another region that there is none', async () => {
  for (const role of ['officer', 'supervisor', 'admin'] as const) {
    const before = await county.state();
    const answer = await askAs(GRANTS['actOnAlerts']!, role, ELSEWHERE);
    expect(answer.json).toMatchObject({ results: [{ revision: null, problem: { status: 404 } }] });
    expect(await county.state()).toEqual(before);
  }
});

test('the office’s own table of land codes is for those whose region is the office’s', async () => {
  const replace = async (role: Role, adminCode: string): Promise<number> => {
    const key = await county.keyOf(role, adminCode);
    return (await askAt(api.url, '/v1/land-codes', { method: 'PUT', body: { own: [] } }, key)).status;
  };
  for (const role of ROLES) {
    const isGranted = mayUse(TESTED_APART['replaceLandCodes']!, role);
    expect([role, await replace(role, '')]).toEqual([role, isGranted ? 200 : 403]);
    expect([role, await replace(role, county.adminCode)]).toEqual([role, 403]);
  }
});

test('the stream of events is open to who reads alerts', async () => {
  for (const role of ROLES) {
    const key = await county.keyOf(role, ELSEWHERE);
    const leaving = new AbortController();
    const headers = { Authorization: `Bearer ${key}`, 'Last-Event-ID': '0' };
    const { status } = await fetch(new URL('/v1/events', api.url), { headers, signal: leaving.signal });
    leaving.abort();
    expect([role, status]).toEqual([role, mayUse(TESTED_APART['readEvents']!, role) ? 200 : 403]);
  }
});
