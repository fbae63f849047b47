/** Failures that only the HTTP edge knows. What every edge knows stands in domain/errors.ts. */

import { UnavailableError } from '#domain/errors.js';

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

/** Signing in needs one thing more. HTTP 401 with a code that tells which. */
export class SignInStepError extends Error {
  constructor(
    readonly code: 'session.secondFactor' | 'session.secondFactorWrong',
    message: string,
  ) {
    super(message);
    this.name = 'SignInStepError';
  }
}

/** Somebody else chose the password: nothing but choosing one is open. HTTP 403. */
export class PasswordChangeNeededError extends Error {
  constructor() {
    super('choose a password first: PUT /v1/account/password');
    this.name = 'PasswordChangeNeededError';
  }
}

/** The disk has no room for an upload. HTTP 503; the message is for the sender: it holds no path of ours. */
export class DiskFullError extends UnavailableError {
  constructor(fileName: string, receivedBytes: number, options: ErrorOptions) {
    const found = `no space left on the disk after ${(receivedBytes / 1e6).toFixed(1)} MB of it`;
    super(
      `${fileName}: the file cannot be stored now; found ${found}; expected room for all of it`,
      'disk space',
      options,
    );
    this.name = 'DiskFullError';
  }
}
