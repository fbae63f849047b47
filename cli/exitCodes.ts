import { kindOfError, UnavailableError, type ErrorKind } from '#domain/errors.js';
import { isDatabaseAway } from '#store/databaseAvailability.js';

/** 0: done. The one table from kinds of failure to exit codes. */
const EXIT_CODES: Readonly<Record<ErrorKind, number>> = {
  badInput: 2,
  forbidden: 2,
  notFound: 2,
  unavailable: 3,
  defect: 1,
};

export function exitCodeOf(error: unknown): number {
  return EXIT_CODES[kindOf(error)];
}

/** A database with a full disk, or shutting down, is no defect. */
const kindOf = (error: unknown): ErrorKind => (isDatabaseAway(error) ? 'unavailable' : kindOfError(error));

/** One readable line for a person; the stack only where asked for, or where the failure is ours. */
export function describeError(error: unknown, verbose: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  const oneLine = `${message}${reasonOf(error, message)}`.replaceAll(/\s*\n\s*/g, ' | ') || 'unknown failure';
  const stack = error instanceof Error ? error.stack : undefined;
  const withStack = stack !== undefined && (verbose || kindOf(error) === 'defect');
  return withStack ? `planwatch: ${oneLine}\n${stack}` : `planwatch: ${oneLine}`;
}

/** What stood behind a service that is away, unless the message says it already. */
function reasonOf(error: unknown, message: string): string {
  const cause = error instanceof UnavailableError ? error.cause : null;
  if (!(cause instanceof Error)) return '';
  // Several addresses of one host, each with its own failure: the text is empty.
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const reason = first instanceof Error ? first.message : '';
  return reason === '' || message.includes(reason) ? '' : `: ${reason}`;
}
