import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { createUser } from '#store/users.js';
import { apiUnderTest, type Answer, type ApiUnderTest } from './apiUnderTest.js';
import { codeOf, signIn } from './signingIn.js';

const PASSWORD = 'first factor of two';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest();
});
afterAll(() => api.stop());

/** RFC 4226, 5.3 worked out from the text, independent of the library that the server uses. */
function hotp(base32: string, counter: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = base32
    .split('')
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const secret = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const hash = createHmac('sha1', secret).update(message).digest();
  const offset = hash[19]! & 0xf;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const stepNow = (): number => Math.floor(Date.now() / 30_000);

test('the codes of the test are those of RFC 4226, appendix D', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'; // "12345678901234567890"
  expect([0, 1, 2, 3].map((counter) => hotp(secret, counter))).toEqual(['755224', '287082', '359152', '969429']);
});

async function withFactor(name: string): Promise<{ secret: string; recoveryCodes: string[] }> {
  await createUser(api.db, { name, password: PASSWORD, role: 'officer', adminCode: '' });
  const headers = await signIn(api, { name, password: PASSWORD });
  const begun = await api.ask('/v1/account/second-factor', { as: null, headers, body: { current: PASSWORD } });
  const { secret, uri } = begun.json as { secret: string; uri: string };
  expect(uri).toContain('otpauth://totp/Planwatch:');
  // Begun is not yet in force.
  expect(await signIn(api, { name, password: PASSWORD })).toHaveProperty('Cookie');
  const confirm = (code: string): Promise<Answer> =>
    api.ask('/v1/account/second-factor', { as: null, method: 'PUT', headers, body: { code } });
  expect(codeOf(await confirm(hotp(secret, stepNow() + 50)))).toBe('account.secondFactorCode');
  // One step back is within the window, and leaves the present one for signing in.
  const confirmed = await confirm(hotp(secret, stepNow() - 1));
  expect(confirmed.status).toBe(200);
  return { secret, ...(confirmed.json as { recoveryCodes: string[] }) };
}

describe('a second factor', () => {
  test('is asked for after the password, and each code counts once', async () => {
    const { secret } = await withFactor('two');
    const enter = (code?: string): Promise<Answer> =>
      api.ask('/v1/session', { as: null, body: { name: 'two', password: PASSWORD, ...(code && { code }) } });
    const asked = await enter();
    expect([asked.status, codeOf(asked), asked.headers['set-cookie']]).toEqual([
      401,
      'session.secondFactor',
      undefined,
    ]);
    const far = await enter(hotp(secret, stepNow() + 50));
    expect([far.status, codeOf(far)]).toEqual([401, 'session.secondFactorWrong']);
    const code = hotp(secret, stepNow());
    expect((await enter(code)).status).toBe(200);
    const again = await enter(code);
    expect([again.status, codeOf(again)]).toEqual([401, 'session.secondFactorWrong']);
    const wrongPassword = await api.ask('/v1/session', { as: null, body: { name: 'two', password: 'wrong', code } });
    expect(codeOf(wrongPassword)).toBe('caller.notSignedIn');
  });

  test('has ten recovery codes that count once each and are not kept in clear', async () => {
    const { recoveryCodes } = await withFactor('lost phone');
    expect(new Set(recoveryCodes).size).toBe(10);
    const code = recoveryCodes[3]!;
    const headers = await signIn(api, { name: 'lost phone', password: PASSWORD, code: code.toLowerCase() });
    const body = { name: 'lost phone', password: PASSWORD, code };
    expect((await api.ask('/v1/session', { as: null, body })).status).toBe(401);
    expect(await api.ask('/v1/account', { as: null, headers })).toMatchObject({
      json: { hasSecondFactor: true, recoveryCodesLeft: 9 },
    });
    const stored = await api.db.selectFrom('recovery_codes').select('code_hash').execute();
    expect(stored.some(({ code_hash }) => recoveryCodes.includes(code_hash))).toBe(false);
    const remove = (current: string): Promise<Answer> =>
      api.ask('/v1/account/second-factor/removal', { as: null, headers, body: { current } });
    expect((await remove('wrong')).status).toBe(403);
    expect((await remove(PASSWORD)).status).toBe(204);
    expect(await signIn(api, { name: 'lost phone', password: PASSWORD })).toHaveProperty('Cookie');
  });

  test('cannot be begun over one that is there, nor without the password', async () => {
    const { recoveryCodes } = await withFactor('owner');
    const headers = await signIn(api, { name: 'owner', password: PASSWORD, code: recoveryCodes[0]! });
    const begin = (current: string): Promise<Answer> =>
      api.ask('/v1/account/second-factor', { as: null, headers, body: { current } });
    expect((await begin('wrong')).status).toBe(403);
    expect((await begin(PASSWORD)).status).toBe(409);
  });

  test('is taken off by an admin, which ends the sessions', async () => {
    const { recoveryCodes } = await withFactor('helpless');
    const headers = await signIn(api, { name: 'helpless', password: PASSWORD, code: recoveryCodes[0]! });
    const { user } = (await api.ask('/v1/account', { as: null, headers })).json as { user: { id: string } };
    expect((await api.ask(`/v1/users/${user.id}/second-factor`, { method: 'DELETE' })).status).toBe(204);
    expect((await api.ask('/v1/session', { as: null, headers })).status).toBe(401);
    expect(await signIn(api, { name: 'helpless', password: PASSWORD })).toHaveProperty('Cookie');
  });
});
