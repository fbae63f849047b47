import { BadInputError } from '#domain/errors.js';
import { epsgDefinition } from '../rasters/crsRecognition.js';

const WGS84 = 4326;
const EPSG_FORMS = [
  /^epsg:(\d+)$/i,
  /^urn:ogc:def:crs:epsg:[^:]*:(\d+)$/i,
  /^https?:\/\/www\.opengis\.net\/def\/crs\/epsg\/[^/]+\/(\d+)$/i,
  /^(\d{4,6})$/,
];
const CRS84_FORMS =
  /^(urn:ogc:def:crs:ogc:[^:]*:crs84|https?:\/\/www\.opengis\.net\/def\/crs\/ogc\/[^/]+\/crs84|ogc:crs84|crs84|wgs ?84)$/i;
const OBFUSCATED = /gcj-?0?2|bd-?09|火星|百度坐标/i;
/** Datums whose way to CGCS2000 is not public: every published set of parameters is off by metres. */
const OLD_DATUMS = /beijing[ _]?(19)?54|xi.?an[ _]?(19)?80|北京54|西安80/i;

/**
 * The EPSG code that a name stands for: `EPSG:4549`, an OGC URN or URL, CRS84.
 * @throws BadInputError for unknown names, GCJ-02 and BD-09, and the datums Beijing 1954 and Xi'an 1980
 */
export function epsgOfName(name: string, where: string): number {
  const text = name.trim();
  refuseObfuscated(text, where);
  refuseOldDatum(text, where);
  if (CRS84_FORMS.test(text)) return WGS84;
  const code = EPSG_FORMS.map((form) => form.exec(text)?.[1]).find((digits) => digits !== undefined);
  const definition = code === undefined ? null : epsgDefinition(Number(code));
  if (code === undefined || definition === null) {
    throw new BadInputError('unknown coordinate reference system', {
      code: 'crs.unknown',
      where,
      found: JSON.stringify(name),
      expected: 'an EPSG code such as EPSG:4490, EPSG:4549 or EPSG:4326',
    });
  }
  refuseOldDatum(definition.name, where);
  return Number(code);
}

export function refuseObfuscated(text: string, where: string): void {
  if (!OBFUSCATED.test(text)) return;
  throw new BadInputError('coordinates are encrypted and would be off by hundreds of metres', {
    code: 'crs.obfuscated',
    where,
    found: text,
    expected: 'CGCS2000 or WGS84 coordinates, not GCJ-02 or BD-09',
  });
}

export function refuseOldDatum(text: string, where: string): void {
  if (!OLD_DATUMS.test(text)) return;
  throw new BadInputError('this datum cannot be converted to CGCS2000 with public parameters', {
    code: 'crs.oldDatum',
    where,
    found: text.length > 120 ? `${text.slice(0, 120)}…` : text,
    expected: "data converted to CGCS2000 by the surveying office, not Beijing 1954 or Xi'an 1980",
  });
}
