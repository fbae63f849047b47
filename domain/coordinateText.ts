/** A place as people write it: degrees, or metres in a Gauss-Krüger plane of CGCS2000. */
export type WrittenPlace =
  | { readonly kind: 'degrees'; readonly lon: number; readonly lat: number }
  | {
      readonly kind: 'plane';
      /** EPSG code of the plane. */
      readonly epsg: number;
      readonly eastingM: number;
      readonly northingM: number;
    };

/**
 * Reads coordinates as offices write them: `119.32, 25.01`, `25.01N 119.32E`, `119°19′12″ 25°0′36″`, a plane's easting and
 * northing in either order (`40512345.6 3312345.7` with the zone in front, `512345.6 3312345.7` without).
 * @param nearLon longitude that tells the zone of an easting without one, in degrees; without it such an easting is no place
 * @returns null where the text is no pair of coordinates within China's planes or the globe
 */
export function placeOfText(text: string, nearLon: number | null): WrittenPlace | null {
  const parts = numbersOf(text);
  if (parts?.length !== 2) return null;
  const [first, second] = parts as [Part, Part];
  if (Math.abs(first.value) <= 180 && Math.abs(second.value) <= 180) return degreesOf(first, second);
  // x of Chinese plane coordinates is the northing: whichever lies where no easting can, is.
  return planeOf(first.value, second.value, nearLon) ?? planeOf(second.value, first.value, nearLon);
}

interface Part {
  readonly value: number;
  readonly axis: 'lon' | 'lat' | null;
}

const DEGREES = /(-?\d+(?:\.\d+)?)\s*°\s*(?:(\d+(?:\.\d+)?)\s*['′]\s*)?(?:(\d+(?:\.\d+)?)\s*(?:"|″|'')\s*)?/.source;
const NUMBER = /-?\d+(?:\.\d+)?/.source;
const PART = new RegExp(`\\s*([EWNS东西北南])?\\s*(?:${DEGREES}|(${NUMBER}))\\s*([EWNS东西北南])?\\s*[,，;；]?`, 'iy');

function numbersOf(text: string): readonly Part[] | null {
  const parts: Part[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.trimEnd().length) {
    const found = PART.exec(text);
    if (found === null || parts.length === 2) return null;
    const [, before, degrees, minutes, seconds, plain, after] = found;
    const letter = (before ?? after ?? '').toUpperCase();
    const size =
      plain !== undefined ? Number(plain) : sexagesimal(Number(degrees), Number(minutes ?? 0), Number(seconds ?? 0));
    parts.push({ value: 'WS西南'.includes(letter) && letter !== '' ? -size : size, axis: axisOf(letter) });
  }
  return parts;
}

function sexagesimal(degrees: number, minutes: number, seconds: number): number {
  const size = Math.abs(degrees) + minutes / 60 + seconds / 3600;
  return degrees < 0 || Object.is(degrees, -0) ? -size : size;
}

function axisOf(letter: string): Part['axis'] {
  if (letter === '') return null;
  return 'EW东西'.includes(letter) ? 'lon' : 'lat';
}

function degreesOf(first: Part, second: Part): WrittenPlace | null {
  const isSwapped = first.axis === 'lat' || second.axis === 'lon' || Math.abs(second.value) > 90;
  const [lon, lat] = isSwapped ? [second, first] : [first, second];
  if (lon.axis === 'lat' || lat.axis === 'lon' || Math.abs(lat.value) > 90) return null;
  return { kind: 'degrees', lon: lon.value, lat: lat.value };
}

/** Half a zone reaches some 170 km to either side of its meridian at China's southern end; wider zones twice that. */
const EASTING_M = { from: 150_000, to: 850_000 } as const;
const NORTHING_M = { from: 1_500_000, to: 6_200_000 } as const;

/** EPSG 4513–4533: CGCS2000, zones of 3°, number in front; 4534–4554 without; 4491–4501: zones of 6°, number in front. */
function planeOf(eastingM: number, northingM: number, nearLon: number | null): WrittenPlace | null {
  if (northingM < NORTHING_M.from || northingM > NORTHING_M.to) return null;
  const zone = Math.floor(eastingM / 1e6);
  const withinZoneM = eastingM - zone * 1e6;
  if (withinZoneM < EASTING_M.from || withinZoneM > EASTING_M.to) return null;
  if (zone >= 25 && zone <= 45) return { kind: 'plane', epsg: 4513 + zone - 25, eastingM, northingM };
  if (zone >= 13 && zone <= 23) return { kind: 'plane', epsg: 4491 + zone - 13, eastingM, northingM };
  if (zone !== 0 || nearLon === null) return null;
  const meridian = 3 * Math.round(nearLon / 3);
  if (meridian < 75 || meridian > 135) return null;
  return { kind: 'plane', epsg: 4534 + (meridian - 75) / 3, eastingM, northingM };
}
