import { useState } from 'react';
import type { MapPosition } from '../map/MapFrame.js';

const KEPT_AS = 'planwatch.mapPosition';

/** Where the map was left in this tab, so that coming back from an alert finds it as it was. */
export function useMapPosition(): {
  readonly remembered: MapPosition | null;
  readonly remember: (position: MapPosition) => void;
} {
  const [remembered] = useState(readPosition);
  return { remembered, remember: (position) => sessionStorage.setItem(KEPT_AS, JSON.stringify(position)) };
}

function readPosition(): MapPosition | null {
  const text = sessionStorage.getItem(KEPT_AS);
  return text === null ? null : (JSON.parse(text) as MapPosition);
}
