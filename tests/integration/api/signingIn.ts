import type { Answer, ApiUnderTest } from './apiUnderTest.js';

/** Signs in and gives the headers that later requests of the person carry. */
export async function signIn(
  api: ApiUnderTest,
  credentials: { readonly name: string; readonly password: string; readonly code?: string },
): Promise<Readonly<Record<string, string>>> {
  const answer = await api.ask('/v1/session', { as: null, body: credentials });
  if (answer.status !== 200) throw new Error(`no sign-in: ${answer.text}`);
  return { Cookie: cookieOf(answer), 'X-Planwatch-Csrf': '1' };
}

/** `name=value` of the cookie that an answer sets; the last one, where it also removes one. */
export function cookieOf(answer: Pick<Answer, 'headers'>): string {
  return answer.headers['set-cookie']!.at(-1)!.split(';')[0]!;
}

export const codeOf = (answer: Answer): unknown => (answer.json as { code?: unknown }).code;
