/** Axis and squared eccentricity of the Krasovsky 1940 ellipsoid, as the encryption of GCJ-02 uses them. */
const AXIS_METRES = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;

type LonLat = readonly [lon: number, lat: number];

/** True where the encryption applies: a box around China. */
export function isWhereGcj02Applies([lon, lat]: LonLat): boolean {
  return lon > 72.004 && lon < 137.8347 && lat > 0.8293 && lat < 55.8271;
}

/**
 * WGS84 to GCJ-02, the encrypted coordinates of public maps in China: a shift of 50 to 700 m that varies from place to place.
 * Only used to recognise shifted data, never to convert it.
 * @source the published reverse engineering (eviltransform, coordtransform); off by at most a few metres
 */
export function wgs84ToGcj02(place: LonLat): LonLat {
  if (!isWhereGcj02Applies(place)) return place;
  const [lon, lat] = place;
  const [x, y] = [lon - 105, lat - 35];
  const common = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3);
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    common +
    (20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * (2 / 3) +
    (160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * (2 / 3);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    common +
    (20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * (2 / 3) +
    (150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * (2 / 3);
  const radians = (lat * Math.PI) / 180;
  const magic = 1 - ECCENTRICITY_SQUARED * Math.sin(radians) ** 2;
  const perDegreeLat = (AXIS_METRES * (1 - ECCENTRICITY_SQUARED)) / (magic * Math.sqrt(magic));
  const perDegreeLon = (AXIS_METRES / Math.sqrt(magic)) * Math.cos(radians);
  const degrees = 180 / Math.PI;
  return [lon + (east / perDegreeLon) * degrees, lat + (north / perDegreeLat) * degrees];
}

/** Where a place that was shifted by a smooth map came from: the map's inverse, by iteration, to better than a millimetre. */
function unshifted(place: LonLat, shift: (place: LonLat) => LonLat): LonLat {
  let guess = place;
  for (let i = 0; i < 4; i++) {
    const [lon, lat] = shift(guess);
    guess = [guess[0] + place[0] - lon, guess[1] + place[1] - lat];
  }
  return guess;
}

/** GCJ-02 to BD-09, Baidu's own shift on top. */
function gcj02ToBd09([lon, lat]: LonLat): LonLat {
  const turn = (Math.PI * 3000) / 180;
  const radius = Math.hypot(lon, lat) + 0.000_02 * Math.sin(lat * turn);
  const angle = Math.atan2(lat, lon) + 0.000_003 * Math.cos(lon * turn);
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006];
}

/** The systems of shifted coordinates, each with the way back to WGS84. */
export const OFFSET_SYSTEMS = {
  'GCJ-02': (place: LonLat): LonLat => unshifted(place, wgs84ToGcj02),
  'BD-09': (place: LonLat): LonLat => unshifted(place, (from) => gcj02ToBd09(wgs84ToGcj02(from))),
} as const;
export type OffsetSystem = keyof typeof OFFSET_SYSTEMS;
