/** Failures that only the HTTP edge knows. What every edge knows stands in domain/errors.ts. */

/** The caller asks more often than allowed. HTTP 429. */
export class TooManyRequestsError extends Error {
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
    this.name = 'TooManyRequestsError';
  }
}

/** The path exists, but not with this method. HTTP 405. */
export class MethodNotAllowedError extends Error {
  constructor(readonly allowed: readonly string[]) {
    super(`this address answers ${allowed.join(', ')} only`);
    this.name = 'MethodNotAllowedError';
  }
}
