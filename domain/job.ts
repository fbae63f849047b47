/**
 * Every job there is, with its payload. Payloads carry ids, never pixels. Every handler may run twice: results are
 * stored under natural keys.
 */
export type Job =
  | { readonly name: 'planRun'; readonly data: { readonly runId: string } }
  | { readonly name: 'sceneToChange'; readonly data: { readonly runId: string; readonly chunk: number } }
  | { readonly name: 'changeToPatches'; readonly data: { readonly runId: string } }
  | { readonly name: 'patchesToAlerts'; readonly data: { readonly runId: string } }
  | { readonly name: 'replayRun'; readonly data: { readonly replayId: string } };

export type JobName = Job['name'];
export type JobDataOf<N extends JobName> = Extract<Job, { name: N }>['data'];

/** Ids must not contain `:` nor be digits only (BullMQ). The same work has the same id, so it is queued once. */
export function jobIdOf(job: Job): string {
  if (job.name === 'replayRun') return `${job.name}-${job.data.replayId}`;
  const { runId } = job.data;
  return job.name === 'sceneToChange' ? `${job.name}-${runId}-${job.data.chunk}` : `${job.name}-${runId}`;
}
