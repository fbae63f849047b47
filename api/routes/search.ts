import { placeOfText, type WrittenPlace } from '#domain/coordinateText.js';
import { officeDayOf } from '#domain/time.js';
import { projectorOf, WGS84 } from '#store/rasters/index.js';
import { search as searchStore } from '#store/search.js';
import * as contract from '../contracts/search.js';
import { route } from '../route.js';

const search = route(contract.search, async ({ query, caller }, { db }) => {
  const written = placeOfText(query.q, query.near ?? null);
  const on = query.on ?? officeDayOf(new Date().toISOString());
  const found = await searchStore(db, caller, query.q, on);
  return {
    body: {
      place: written === null ? null : placeAnswer(written),
      items: found.map(({ bboxWgs84, ...item }) => ({ ...item, bbox: bboxWgs84 === null ? null : [...bboxWgs84] })),
    },
  };
});

function placeAnswer(place: WrittenPlace): { lonLat: [number, number]; epsg: number | null } | null {
  if (place.kind === 'degrees') return { lonLat: [place.lon, place.lat], epsg: null };
  const lonLat = projectorOf(place.epsg, WGS84)(place.eastingM, place.northingM);
  return lonLat.every(Number.isFinite) ? { lonLat, epsg: place.epsg } : null;
}

export const searchRoutes = [search];
