import { STATUS_CODES } from 'node:http';
import { BadInputError, ForbiddenError, UnavailableError, kindOfError } from '#domain/errors.js';
import { isDatabaseAway } from '#store/databaseAvailability.js';
import type { Problem } from './contracts/problem.js';
import {
  DiskFullError,
  MethodNotAllowedError,
  PasswordChangeNeededError,
  SignInStepError,
  TooManyRequestsError,
} from './failures.js';

/** What an error becomes at this edge. */
export interface ProblemAnswer {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
  /** True where nobody foresaw it: it is logged whole, and the answer shows nothing of it. */
  readonly isDefect: boolean;
}

/** Statuses of bad input by the beginning of its code; what is not named is well-formed but not acceptable: 422. */
const BAD_INPUT_STATUSES: readonly (readonly [RegExp, number])[] = [
  [/^request\.tooLarge$|^upload\.tooLarge$/, 413],
  [/^request\.mediaType$/, 415],
  [/^idempotency\.|\.(contradicts|\w*[eE]xists|\w*Taken)$/, 409],
  [/^(request|page|upload)\./, 400],
];

const RETRY_AFTER_SECONDS = 5;

/** The one table from failure to answer. */
export function problemOf(error: unknown, requestId: string): ProblemAnswer {
  if (error instanceof TooManyRequestsError) {
    return answer(429, error.message, 'request.tooMany', requestId, { 'Retry-After': String(error.retryAfterSeconds) });
  }
  if (error instanceof MethodNotAllowedError) {
    return answer(405, error.message, 'request.method', requestId, { Allow: error.allowed.join(', ') });
  }
  if (error instanceof SignInStepError) return answer(401, error.message, error.code, requestId);
  if (error instanceof PasswordChangeNeededError) {
    return answer(403, error.message, 'caller.passwordChange', requestId);
  }
  if (error instanceof BadInputError) return badInput(error, requestId);
  if (error instanceof ForbiddenError) {
    return error.signedIn
      ? answer(403, error.message, 'caller.forbidden', requestId)
      : answer(401, error.message, 'caller.notSignedIn', requestId, { 'WWW-Authenticate': 'Bearer realm="planwatch"' });
  }
  if (kindOfError(error) === 'notFound') return answer(404, (error as Error).message, 'noun.notFound', requestId);
  if (kindOfError(error) === 'unavailable' || isDatabaseAway(error)) {
    const what = error instanceof DiskFullError ? error.message : `${missingService(error)} is not available right now`;
    const detail = `${what}; nothing was stored`;
    return answer(503, detail, 'service.unavailable', requestId, { 'Retry-After': String(RETRY_AFTER_SECONDS) });
  }
  const status = clientErrorStatus(error);
  if (status !== null) return answer(status, (error as Error).message, 'request.unreadable', requestId);
  return { ...answer(500, 'a defect on the server; its log has the request id', 'defect', requestId), isDefect: true };
}

/** What is away, by its name only: messages may hold addresses. */
function missingService(error: unknown): string {
  if (isDiskFull(error)) return 'disk space';
  if (error instanceof UnavailableError) return error.service;
  return isDatabaseAway(error) ? 'database' : 'a service that this needs';
}

/** By its code (files, PostgreSQL), or by what Redis says when it cannot write its log. */
function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') return true;
  return /^MISCONF .*No space left on device/.test(error.message) || isDiskFull(error.cause);
}

function badInput(error: BadInputError, requestId: string): ProblemAnswer {
  const { code, where, found, expected } = error.detail;
  const status = BAD_INPUT_STATUSES.find(([pattern]) => pattern.test(code))?.[1] ?? 422;
  const { problem, ...rest } = answer(status, error.message, code, requestId);
  const facts = { where, ...(found === undefined ? {} : { found }), ...(expected === undefined ? {} : { expected }) };
  return { ...rest, problem: { ...problem, ...facts } };
}

function answer(
  status: number,
  detail: string,
  code: string,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): ProblemAnswer {
  const title = STATUS_CODES[status] ?? 'Error';
  return { problem: { type: 'about:blank', title, status, detail, code, requestId }, headers, isDefect: false };
}

/** Status of an error that Koa or its parsers mark as the client's and safe to show; null for everything else. */
function clientErrorStatus(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error) || !('expose' in error)) return null;
  const { status, expose } = error;
  return expose === true && typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
