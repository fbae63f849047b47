/**
 * Every job there is, with its payload. Payloads carry ids, never pixels. Every handler may run twice: results are
 * stored under natural keys.
 */
export type Job =
  | { readonly name: 'planRun'; readonly data: { readonly runId: string } }
  | { readonly name: 'sceneToChange'; readonly data: { readonly runId: string; readonly chunk: number } }
  | { readonly name: 'changeToPatches'; readonly data: { readonly runId: string } }
  | { readonly name: 'patchesToAlerts'; readonly data: { readonly runId: string } }
  | { readonly name: 'replayRun'; readonly data: { readonly replayId: string } }
  /**
   * Asks for a run over the series of a watch area, where there is anything new. `cause`: id of what led to it.
   * `isRetry`: a run that failed over the same looks is started again.
   */
  | {
      readonly name: 'monitorWatchArea';
      readonly data: { readonly watchAreaId: string; readonly cause: string; readonly isRetry?: boolean };
    }
  /** Looks after all watch areas: what is due, what was not seen for too long. */
  | { readonly name: 'checkSchedules'; readonly data: Readonly<Record<string, never>> }
  /** Looks after all terms: reminds, has what is overdue supervised, puts down the day's digests. */
  | { readonly name: 'checkTerms'; readonly data: Readonly<Record<string, never>> };

export type JobName = Job['name'];
export type JobDataOf<N extends JobName> = Extract<Job, { name: N }>['data'];

/** Ids must not contain `:` nor be digits only (BullMQ). The same work has the same id, so it is queued once. */
export function jobIdOf(job: Job): string {
  switch (job.name) {
    case 'sceneToChange':
      return `${job.name}-${job.data.runId}-${job.data.chunk}`;
    case 'monitorWatchArea':
      return `${job.name}-${job.data.watchAreaId}-${job.data.cause}`;
    case 'checkSchedules':
    case 'checkTerms':
      return job.name;
    case 'replayRun':
      return `${job.name}-${job.data.replayId}`;
    default:
      return `${job.name}-${job.data.runId}`;
  }
}
