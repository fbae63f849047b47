import { useState } from 'react';
import { viewOfSearch, type MapView } from '../state/mapView.js';

const KEPT_AS = 'planwatch.mapPosition';

/** Where the map was left in this tab, so that coming back from an alert finds it as it was. */
export function useMapPosition(): {
  readonly remembered: MapView | null;
  readonly remember: (position: MapView) => void;
} {
  const [remembered] = useState(readPosition);
  return { remembered, remember: (position) => sessionStorage.setItem(KEPT_AS, JSON.stringify(position)) };
}

/** A link's place wins over where the map was left. */
function readPosition(): MapView | null {
  const linked = viewOfSearch(new URLSearchParams(window.location.search));
  if (linked !== null) return linked;
  const text = sessionStorage.getItem(KEPT_AS);
  return text === null ? null : (JSON.parse(text) as MapView);
}
