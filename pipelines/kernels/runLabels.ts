import { joinInto } from './disjointSets.js';
import { forEachContact, type RunLengths } from './runLengths.js';

/** Which connected area each run belongs to; areas are numbered from 0 in the order of their first runs. */
export interface RunLabels {
  readonly labelOf: Int32Array;
  readonly count: number;
}

/** @param within `owner`: runs of different owners are different areas even where they touch; `all`: owners are ignored */
export function labelAreas(runs: RunLengths, connectivity: 4 | 8, within: 'owner' | 'all'): RunLabels {
  const parent = new Int32Array(runs.count);
  for (let run = 0; run < runs.count; run++) parent[run] = run;
  const { owner } = runs;
  if (within === 'all') forEachContact(runs, connectivity, (a, b) => joinInto(parent, a, b));
  else
    forEachContact(runs, connectivity, (a, b) => {
      if (owner[a] === owner[b]) joinInto(parent, a, b);
    });
  let count = 0;
  // Parents come before their children: by the time of a child its parent holds its label already, as -1 - label.
  for (let run = 0; run < runs.count; run++) {
    const above = parent[run]!;
    parent[run] = above === run ? -1 - count++ : parent[above]!;
  }
  for (let run = 0; run < runs.count; run++) parent[run] = -1 - parent[run]!;
  return { labelOf: parent, count };
}
