import { BadInputError, UnavailableError, kindOfError, type BadInputDetail } from '#domain/errors.js';

/** An error on its way between threads, where classes get lost. */
export interface WireError {
  readonly kind: 'badInput' | 'unavailable' | 'defect';
  readonly message: string;
  readonly stack: string | undefined;
  readonly detail: BadInputDetail | null;
  /** Of bad input: its message without the detail. */
  readonly problem: string | null;
  readonly service: string | null;
}

export function toWire(error: unknown): WireError {
  const kind = kindOfError(error);
  return {
    kind: kind === 'badInput' || kind === 'unavailable' ? kind : 'defect',
    message: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? error.stack : undefined,
    detail: error instanceof BadInputError ? error.detail : null,
    problem: error instanceof BadInputError ? error.problem : null,
    service: error instanceof UnavailableError ? error.service : null,
  };
}

export function fromWire(wire: WireError): Error {
  const error = errorOf(wire);
  error.message = wire.message;
  if (wire.stack !== undefined) error.stack = wire.stack;
  return error;
}

function errorOf({ kind, message, detail, problem, service }: WireError): Error {
  if (kind === 'badInput' && detail !== null) return new BadInputError(problem ?? message, detail);
  if (kind === 'unavailable') return new UnavailableError(message, service ?? 'storage');
  return new Error(message);
}
