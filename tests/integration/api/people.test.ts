import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createUser, ensureFirstUsers, findUserByPassword } from '#store/users.js';
import { apiUnderTest, type ApiUnderTest } from './apiUnderTest.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest({ config: { trustProxy: true } });
});
afterAll(() => api.stop());

describe('the first people', () => {
  test('are made once, one for each role, whoever starts first, and their passwords are right', async () => {
    const made = await Promise.all([ensureFirstUsers(api.db), ensureFirstUsers(api.db)]);
    const people = made.flat();
    expect(people.map(({ role }) => role).sort()).toEqual(['admin', 'approver', 'officer', 'steward', 'supervisor']);
    expect(new Set(people.map(({ password }) => password)).size).toBe(5);
    expect(people.every(({ password }) => /^\w{20}$/.test(password))).toBe(true);
    const [first] = people;
    expect(await findUserByPassword(api.db, first!.name, first!.password)).toMatchObject({
      caller: { role: first!.role },
    });
    expect(await findUserByPassword(api.db, first!.name, `${first!.password}x`)).toBeNull();
    expect(await ensureFirstUsers(api.db)).toEqual([]);
  });

  test('two people cannot have one name', async () => {
    await createUser(api.db, { name: 'twin', password: 'a', role: 'officer', adminCode: '' });
    await expect(createUser(api.db, { name: 'twin', password: 'b', role: 'admin', adminCode: '' })).rejects.toThrow();
    expect(await findUserByPassword(api.db, 'twin', 'b')).toBeNull();
  });
});

describe('a session behind a proxy', () => {
  test('over HTTPS has a Secure cookie, over HTTP not', async () => {
    await createUser(api.db, { name: 'p', password: 'p', role: 'officer', adminCode: '' });
    const body = { name: 'p', password: 'p' };
    const cookieOf = async (proto: string): Promise<string> => {
      const answer = await api.ask('/v1/session', { as: null, body, headers: { 'X-Forwarded-Proto': proto } });
      return answer.headers['set-cookie']![0]!;
    };
    expect(await cookieOf('https')).toContain('secure');
    expect(await cookieOf('http')).not.toContain('secure');
  });
});

describe('closing', () => {
  test('ends event streams and answers nothing afterwards', async () => {
    const other = await apiUnderTest();
    const headers = { Authorization: `Bearer ${other.keyOf('officer')}` };
    const ended = new Promise<void>((resolve, reject) => {
      request(new URL('/v1/events', other.url), { headers }, (response) => {
        response.once('data', () => void other.stop().catch(reject));
        response.on('data', () => undefined);
        response.on('end', resolve);
      })
        .on('error', reject)
        .end();
    });
    await ended;
    await expect(other.ask('/healthz')).rejects.toThrow('ECONNREFUSED');
  });
});
