/** What went wrong with a request, as the server's problem+json says it, or made here where it said nothing. */
export interface Problem {
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  /** Stable machine-readable name; `network.unreachable` and `http.status` are made here. */
  readonly code: string;
  readonly title: string;
  readonly detail: string | null;
  readonly where: string | null;
  readonly found: string | null;
  readonly expected: string | null;
  readonly requestId: string | null;
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
  }
}

/** Reads a problem from an error answer's parsed body; a body of another shape (a proxy's page) still gives the status. */
export function problemOfAnswer(status: number, statusText: string, body: unknown): Problem {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const text = (name: string): string | null => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    status,
    code: text('code') ?? 'http.status',
    title: text('title') ?? `${status} ${statusText}`.trim(),
    detail: text('detail'),
    where: text('where'),
    found: text('found'),
    expected: text('expected'),
    requestId: text('requestId'),
  };
}

/** Any thrown value as a problem: what `fetch` throws means that no answer came. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const isNetwork = thrown instanceof TypeError;
  return {
    status: 0,
    code: isNetwork ? 'network.unreachable' : 'viewer.defect',
    title: message,
    detail: null,
    where: null,
    found: null,
    expected: null,
    requestId: null,
  };
}

/** Worth trying again: no answer, overload, or a service away. What is wrong stays wrong. */
export function isPassing(problem: Problem): boolean {
  return problem.code === 'network.unreachable' || [429, 502, 503, 504].includes(problem.status);
}
