import type * as Leaflet from 'leaflet';
import { createContext, useContext, useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { BboxWgs84 } from '#domain/geometry.js';
import type { MapView } from '../state/mapView.js';
import { L } from './leaflet.js';
import styles from './map.module.css';
import { MAX_ZOOM, MIN_ZOOM, PANES } from './panes.js';

const MapContext = createContext<Leaflet.Map | null>(null);

/** The map that a layer component draws on. */
export function useMap(): Leaflet.Map {
  const map = useContext(MapContext);
  if (map === null) throw new Error('a map layer stands outside of MapFrame');
  return map;
}

export function boundsOf([west, south, east, north]: BboxWgs84): Leaflet.LatLngBounds {
  return L.latLngBounds([south, west], [north, east]);
}

/** A Leaflet map as large as its parent; `children` are layers and controls that find it by `useMap`. */
export function MapFrame(props: {
  readonly label: string;
  /** What to show first. */
  readonly bounds: BboxWgs84;
  /** Where the map was left, to go on there; wins over `bounds`. */
  readonly remembered?: MapView | null;
  readonly onMoved?: (position: MapView) => void;
  readonly children: ReactNode;
}): ReactElement {
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<Leaflet.Map | null>(null);
  const opening = useRef(props);
  const moved = useRef(props.onMoved);
  useEffect(() => {
    moved.current = props.onMoved;
  });
  useEffect(() => {
    if (container.current === null) return;
    const created = createMap(container.current);
    const { remembered, bounds } = opening.current;
    if (remembered) created.setView(remembered.centre, remembered.zoom);
    else created.fitBounds(boundsOf(bounds), { padding: [4, 4] });
    created.on('moveend', () => moved.current?.(positionOf(created)));
    const resized = new ResizeObserver(() => created.invalidateSize());
    resized.observe(container.current);
    setMap(created);
    return () => {
      resized.disconnect();
      created.remove();
      setMap(null);
    };
  }, []);
  return (
    <div className={styles['frame']}>
      <div ref={container} className={styles['map']} role="region" aria-label={props.label} />
      {map !== null && <MapContext value={map}>{props.children}</MapContext>}
    </div>
  );
}

function positionOf(map: Leaflet.Map): MapView {
  const { lat, lng } = map.getCenter();
  return { centre: [lat, lng], zoom: map.getZoom() };
}

function createMap(container: HTMLElement): Leaflet.Map {
  const map = L.map(container, {
    zoomControl: false,
    attributionControl: false,
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    wheelPxPerZoomLevel: 100,
    maxBoundsViscosity: 0.6,
  });
  L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(map);
  for (const { name, zIndex } of Object.values(PANES)) map.createPane(name).style.zIndex = String(zIndex);
  return map;
}
