import { kindOfError } from '#domain/errors.js';
import { isDatabaseAway } from '#store/databaseAvailability.js';
import { ATTEMPTS_AFTER_DEFECT, ATTEMPTS_WHEN_UNAVAILABLE } from './jobOptions.js';

export interface FailureVerdict {
  readonly kind: 'badInput' | 'unavailable' | 'defect';
  /** Tried again later; otherwise the run fails. */
  readonly isRetried: boolean;
  /** For people. */
  readonly message: string;
}

/** What a job's failure leads to. `attempt` counts from 1. */
export function judgeFailure(error: unknown, attempt: number): FailureVerdict {
  const text = error instanceof Error ? error.message : String(error);
  switch (kindOfError(error)) {
    case 'badInput':
    case 'forbidden':
    case 'notFound':
      return { kind: 'badInput', isRetried: false, message: text };
    case 'unavailable':
      return { kind: 'unavailable', isRetried: attempt < ATTEMPTS_WHEN_UNAVAILABLE, message: `unavailable: ${text}` };
    case 'defect':
      if (isDatabaseAway(error)) {
        return { kind: 'unavailable', isRetried: attempt < ATTEMPTS_WHEN_UNAVAILABLE, message: `unavailable: ${text}` };
      }
      return { kind: 'defect', isRetried: attempt < ATTEMPTS_AFTER_DEFECT, message: `internal error: ${text}` };
  }
}
