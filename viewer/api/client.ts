import createClient, { type Middleware } from 'openapi-fetch';
import { ProblemError, problemOfAnswer } from './problem.js';
import type { paths } from './schema.js';

/** Writes with the session cookie must carry this header: a foreign page cannot send it. */
const csrf: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('X-Planwatch-Csrf', '1');
    return request;
  },
};

export const client = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin' });
client.use(csrf);

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a successful answer. @throws ProblemError with what the server said otherwise */
export async function bodyOf<T>(request: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await request;
  if (!response.ok) throw new ProblemError(problemOfAnswer(response.status, response.statusText, error));
  return data as T;
}

/** Sends a manifest and a file as a form, in this order. @throws ProblemError with what the server said */
export async function sendForm<T>(address: string, manifest: object, file: File): Promise<T> {
  const form = new FormData();
  form.append('manifest', JSON.stringify(manifest));
  form.append('file', file);
  const response = await fetch(address, { method: 'POST', body: form, headers: { 'X-Planwatch-Csrf': '1' } });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ProblemError(problemOfAnswer(response.status, response.statusText, body));
  return body as T;
}
