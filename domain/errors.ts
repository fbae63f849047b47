/**
 * The three kinds of failure. Domain and pipeline code throws them; each edge (HTTP, queue, command line) maps the kind
 * to its own answer in one table. Nobody below an edge knows status codes, retries or exit codes.
 */

/** What a message about bad input must say: where it was, what was found there, and what was expected. */
export interface BadInputDetail {
  /** Stable machine-readable name of the problem, for example `raster.noCrs`. */
  readonly code: string;
  /** File name, field path (`features[3].geometry`) or parameter the problem is at. */
  readonly where: string;
  readonly found?: string;
  readonly expected?: string;
}

/** The input is wrong and stays wrong: never retried. HTTP 4xx, exit code 2. */
export class BadInputError extends Error {
  readonly kind = 'badInput';
  readonly detail: BadInputDetail;
  /** What is wrong, without the detail that `message` adds. */
  readonly problem: string;
  constructor(problem: string, detail: BadInputDetail, options?: ErrorOptions) {
    const parts = [`${detail.where}: ${problem}`];
    if (detail.found !== undefined) parts.push(`found ${detail.found}`);
    if (detail.expected !== undefined) parts.push(`expected ${detail.expected}`);
    super(parts.join('; '), options);
    this.name = 'BadInputError';
    this.detail = detail;
    this.problem = problem;
  }
}

/** The caller may not do this, or is not signed in. HTTP 401/403. */
export class ForbiddenError extends Error {
  readonly kind = 'forbidden';
  constructor(
    message: string,
    readonly signedIn: boolean,
  ) {
    super(message);
    this.name = 'ForbiddenError';
  }
}

/** The named thing does not exist, or not for this caller. HTTP 404. */
export class NotFoundError extends Error {
  readonly kind = 'notFound';
  constructor(noun: string, id: string) {
    super(`no ${noun} with id ${id}`);
    this.name = 'NotFoundError';
  }
}

/** A service, disk or file is not there right now: retried. HTTP 503, exit code 3. */
export class UnavailableError extends Error {
  readonly kind = 'unavailable';
  constructor(
    message: string,
    readonly service: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'UnavailableError';
  }
}

export type ErrorKind = 'badInput' | 'forbidden' | 'notFound' | 'unavailable' | 'defect';

/** System error codes that mean "not now" rather than "never". */
const UNAVAILABLE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOSPC',
  'EMFILE',
  'ENFILE',
  'EBUSY',
  'EDQUOT',
]);

/** Which of the kinds an unknown thrown value is; whatever nobody classified is a defect. */
export function kindOfError(error: unknown): ErrorKind {
  if (error instanceof BadInputError) return 'badInput';
  if (error instanceof ForbiddenError) return 'forbidden';
  if (error instanceof NotFoundError) return 'notFound';
  if (error instanceof UnavailableError) return 'unavailable';
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && UNAVAILABLE_CODES.has(code) ? 'unavailable' : 'defect';
}
