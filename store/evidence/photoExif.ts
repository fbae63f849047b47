import exifr from 'exifr';
import type { PhotoFacts } from '#domain/evidence.js';
import type { IsoTime } from '#domain/time.js';

export type ExifFacts = Pick<PhotoFacts, 'takenAt' | 'position' | 'headingDegrees' | 'camera'>;

const NOTHING: ExifFacts = { takenAt: null, position: null, headingDegrees: null, camera: null };
const EXIF_HEADER = 'Exif\0\0';

const WANTED = [
  'Make',
  'Model',
  'DateTimeOriginal',
  'OffsetTimeOriginal',
  'OffsetTime',
  'GPSLatitude',
  'GPSLatitudeRef',
  'GPSLongitude',
  'GPSLongitudeRef',
  'GPSHPositioningError',
  'GPSImgDirection',
  'GPSDateStamp',
  'GPSTimeStamp',
];

/**
 * What the camera wrote (Exif 3.0, CIPA DC-008). Exif that cannot be read says nothing, and is no reason to refuse a photo:
 * the picture is the evidence, the rest helps to believe it.
 * @param block Exif as it stands in the file, or undefined where there is none
 */
export async function exifFacts(block: Buffer | undefined): Promise<ExifFacts> {
  if (block === undefined) return NOTHING;
  const isPrefixed = block.toString('latin1', 0, EXIF_HEADER.length) === EXIF_HEADER;
  const tiff = isPrefixed ? block.subarray(EXIF_HEADER.length) : block;
  const off = { xmp: false, icc: false, iptc: false, makerNote: false, userComment: false } as const;
  const options = { ...off, gps: true, exif: true, ifd1: false, interop: false, pick: WANTED, reviveValues: false };
  const tags = (await exifr.parse(tiff, options).catch(() => undefined)) as Record<string, unknown> | undefined;
  if (tags === undefined) return NOTHING;
  return { takenAt: takenAt(tags), position: position(tags), headingDegrees: heading(tags), camera: camera(tags) };
}

type Tags = Readonly<Record<string, unknown>>;
const textOf = (tags: Tags, name: string): string => (typeof tags[name] === 'string' ? tags[name].trim() : '');
const numberOf = (tags: Tags, name: string): number | null =>
  typeof tags[name] === 'number' && Number.isFinite(tags[name]) ? tags[name] : null;

const CHINA_OFFSET = '+08:00';

/** By the zone that the camera names; else by the satellites' clock; else the camera's clock is taken for China's. */
function takenAt(tags: Tags): PhotoFacts['takenAt'] {
  const clock = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(textOf(tags, 'DateTimeOriginal'));
  const zone = [textOf(tags, 'OffsetTimeOriginal'), textOf(tags, 'OffsetTime')].find((text) =>
    /^[+-]\d\d:\d\d$/.test(text),
  );
  const local = clock && `${clock[1]}-${clock[2]}-${clock[3]}T${clock[4]}`;
  const at =
    (zone && local && instant(`${local}${zone}`)) ?? satelliteTime(tags) ?? (local && instant(local + CHINA_OFFSET));
  return at ? { at, source: 'camera' } : null;
}

function satelliteTime(tags: Tags): IsoTime | null {
  const day = /^(\d{4}):(\d\d):(\d\d)$/.exec(textOf(tags, 'GPSDateStamp'));
  const stamp = tags['GPSTimeStamp'];
  if (day === null || !Array.isArray(stamp) || stamp.length !== 3) return null;
  const time = stamp.map((part: unknown) => String(Math.floor(Number(part))).padStart(2, '0')).join(':');
  return instant(`${day[1]}-${day[2]}-${day[3]}T${time}Z`);
}

function instant(text: string): IsoTime | null {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function position(tags: Tags): PhotoFacts['position'] {
  const lon = numberOf(tags, 'longitude');
  const lat = numberOf(tags, 'latitude');
  if (lon === null || lat === null || Math.abs(lon) > 180 || Math.abs(lat) > 90) return null;
  // A phone that has no fix writes zeros.
  if (lon === 0 && lat === 0) return null;
  const error = numberOf(tags, 'GPSHPositioningError');
  return { lonLat: [lon, lat], errorMetres: error !== null && error >= 0 ? error : null, source: 'camera' };
}

function heading(tags: Tags): PhotoFacts['headingDegrees'] {
  const value = numberOf(tags, 'GPSImgDirection');
  return value === null || value < 0 || value > 360 ? null : { value: value % 360, source: 'camera' };
}

const MOST_CAMERA_CHARACTERS = 100;

function camera(tags: Tags): string | null {
  const [make, model] = [textOf(tags, 'Make'), textOf(tags, 'Model')];
  const name = model.startsWith(make) ? model : `${make} ${model}`.trim();
  return name === '' ? null : name.replaceAll(/\p{C}/gu, '').slice(0, MOST_CAMERA_CHARACTERS);
}
