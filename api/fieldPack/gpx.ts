import type { Position } from 'geojson';
import type { ListedAlert } from '#store/alerts.js';
import { escaped } from './markup.js';

/** GPX 1.1: a waypoint inside each alert and its outlines as a track, so that any positioning device leads there. */
export function gpxOf(
  alerts: readonly ListedAlert[],
  nameOf: (alert: ListedAlert, place: number) => { readonly name: string; readonly description: string },
  at: string,
): string {
  const named = alerts.map((alert, place) => ({ alert, ...nameOf(alert, place) }));
  const waypoints = named.map(({ alert: { centre }, name, description }) => {
    const [lon, lat] = centre;
    return `<wpt lat="${lat}" lon="${lon}"><name>${escaped(name)}</name><desc>${escaped(description)}</desc></wpt>`;
  });
  const tracks = named.map(({ alert, name }) => {
    const polygons = alert.geometry.type === 'Polygon' ? [alert.geometry.coordinates] : alert.geometry.coordinates;
    return `<trk><name>${escaped(name)}</name>${polygons.flat().map(segmentOf).join('')}</trk>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="Planwatch" xmlns="http://www.topografix.com/GPX/1/1">',
    `<metadata><time>${at}</time></metadata>`,
    ...waypoints,
    ...tracks,
    '</gpx>\n',
  ].join('\n');
}

const segmentOf = (ring: readonly Position[]): string =>
  `<trkseg>${ring.map(([lon, lat]) => `<trkpt lat="${lat}" lon="${lon}"/>`).join('')}</trkseg>`;
