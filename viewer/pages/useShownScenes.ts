import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Run, Scene } from '../api/model.js';
import { isBandCombination, type BandCombination } from '../state/bandCombination.js';
import { openingPair, type ScenePair } from '../state/scenePair.js';

export interface ShownScenes {
  readonly pair: ScenePair;
  readonly before: Scene | null;
  readonly after: Scene | null;
  readonly combination: BandCombination;
  readonly setPair: (pair: ScenePair) => void;
  readonly setCombination: (combination: BandCombination) => void;
}

/** The dates and bands on the map: as the address says, else what the newest run compared. */
export function useShownScenes(scenes: readonly Scene[], runs: readonly Run[]): ShownScenes {
  const [search, setSearch] = useSearchParams();
  const opening = useMemo(() => openingPair(scenes, runs), [scenes, runs]);
  const known = (name: string): string | null => {
    const id = search.get(name);
    return scenes.some((scene) => scene.id === id) ? id : null;
  };
  const pair: ScenePair = {
    beforeId: known('before') ?? opening.beforeId,
    afterId: known('after') ?? opening.afterId,
  };
  const wished = search.get('bands');
  const put = (values: Record<string, string | null>): void =>
    setSearch(
      (current) => {
        const next = new URLSearchParams(current);
        for (const [name, value] of Object.entries(values)) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  return {
    pair,
    before: scenes.find((scene) => scene.id === pair.beforeId) ?? null,
    after: scenes.find((scene) => scene.id === pair.afterId) ?? null,
    combination: isBandCombination(wished) ? wished : 'trueColour',
    setPair: (next) => put({ before: next.beforeId, after: next.afterId }),
    setCombination: (combination) => put({ bands: combination === 'trueColour' ? null : combination }),
  };
}
