import type { AsKnown } from '#domain/replay.js';

/** Text key of what a run is judged again by. */
export const knownTitle = (asKnown: AsKnown): 'rules.knownThen' | 'rules.knownNow' =>
  asKnown === 'then' ? 'rules.knownThen' : 'rules.knownNow';
