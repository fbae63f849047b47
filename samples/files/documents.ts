import type { Feature, FeatureCollection, Polygon } from 'geojson';
import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import type { PermitKind } from '#domain/permit.js';
import type { IsoDate } from '#domain/time.js';
import type { PermitFindingKind } from '#domain/violation.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import type { County } from '../county.js';
import type { PlantedEvent } from '../events/plantEvents.js';
import type { TruthVerdict } from '../events/eventPlan.js';
import { polygonWgs84, ringToPlane } from '../geographic.js';
import { isoDateOf } from '../imagery/calendar.js';
import { COUNTY_EPSG, SCENE_CELL_M } from '../landscape/frame.js';
import { countyOutline } from '../plans/controlLines.js';
import type { LayerRecord } from '../plans/layerRecord.js';
import { EXCEEDED_ZONE } from '../plans/quotas.js';
import { COUNTY_CODE, COUNTY_NAME, COUNTY_NAME_EN } from '../plans/names.js';

/** Properties of a feature of truth.geojson. */
export interface TruthProperties {
  readonly id: string;
  readonly verdict: TruthVerdict;
  readonly kind: string | null;
  readonly otherKinds: readonly string[];
  readonly exemption: string | null;
  readonly scenario: string;
  readonly startedOn: string;
  readonly visibleFrom: string;
  readonly completedOn: string;
  /** The first of `caseNumbers`, or null. */
  readonly caseNumber: string | null;
  readonly caseNumbers: readonly string[];
  readonly areaM2: number;
  readonly fromClass: string;
  readonly toClass: string;
}

/** Share of the permit's area under roofs, for `footprintAreaM2`. */
const FOOTPRINT_SHARE = 0.55;

const round = (value: number): number => Math.round(value);

/** truth.geojson: every event with what is expected of it. */
export function truthDocument(county: County): FeatureCollection<Polygon, TruthProperties> {
  const feature = (event: PlantedEvent): Feature<Polygon, TruthProperties> => {
    const geometry = polygonWgs84(event.site.ring);
    const caseNumbers = county.permits
      .filter((permit) => permit.eventId === event.id)
      .map((permit) => permit.caseNumber);
    const { plan, timeline } = event;
    return {
      type: 'Feature',
      id: event.id,
      geometry,
      properties: {
        id: event.id,
        verdict: plan.verdict,
        kind: plan.kind,
        otherKinds: plan.otherKinds,
        exemption: plan.exemption,
        scenario: plan.name,
        startedOn: isoDateOf(timeline.startedOn),
        visibleFrom: isoDateOf(timeline.visibleFrom),
        completedOn: isoDateOf(timeline.completedOn),
        caseNumber: caseNumbers[0] ?? null,
        caseNumbers,
        areaM2: round(geodesicAreaM2(geometry)),
        fromClass: event.fromClass,
        toClass: plan.toClass,
      },
    };
  };
  return { type: 'FeatureCollection', features: county.events.map(feature) };
}

const BUILDING_PERMITS: readonly PermitKind[] = ['buildingPermit', 'ruralPermit', 'agriFacility'];

/** permits.geojson. */
export function permitsDocument(county: County): FeatureCollection<Polygon> {
  return {
    type: 'FeatureCollection',
    features: county.permits.map(({ ring, eventId: _eventId, standing: _standing, ...permit }) => {
      const geometry = polygonWgs84(ring);
      const approvedAreaM2 = round(geodesicAreaM2(geometry));
      const footprintAreaM2 = BUILDING_PERMITS.includes(permit.kind) ? round(approvedAreaM2 * FOOTPRINT_SHARE) : null;
      return { type: 'Feature', geometry, properties: { ...permit, approvedAreaM2, footprintAreaM2 } };
    }),
  };
}

/** orders.json. */
export function ordersDocument(county: County): object {
  return { orders: county.orders.map(({ ring, ...order }) => ({ ...order, geometry: polygonWgs84(ring) })) };
}

/** standing-truth.json: what is to be said of permits and quotas on the day of the last scene. */
export function standingTruthDocument(county: County): StandingTruth {
  return {
    asOf: isoDateOf(county.days[county.days.length - 1]!),
    permits: county.permits.flatMap(({ caseNumber, standing }) =>
      standing === null ? [] : [{ caseNumber, kind: standing }],
    ),
    zones: [{ layer: 'construction-quotas', feature: EXCEEDED_ZONE, kind: 'quotaExceeded' }],
  };
}

export interface StandingTruth {
  readonly asOf: IsoDate;
  readonly permits: readonly { readonly caseNumber: string; readonly kind: PermitFindingKind }[];
  readonly zones: readonly { readonly layer: string; readonly feature: string; readonly kind: 'quotaExceeded' }[];
}

/** A layer version as GeoJSON, WGS84. */
export function layerDocument(layer: LayerRecord): FeatureCollection<Polygon> {
  return {
    type: 'FeatureCollection',
    features: layer.features.map(({ ring, attributes }) => ({
      type: 'Feature',
      geometry: polygonWgs84(ring),
      properties: { ...attributes },
    })),
  };
}

/** A layer version as GeoJSON in the county's plane (EPSG:4549), said by a legacy `crs` member; lists become text. */
export function planeLayerDocument(layer: LayerRecord): object {
  return {
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${COUNTY_EPSG}` } },
    features: layer.features.map(({ ring, attributes }) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ringToPlane(ring)] },
      properties: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, attributeText(value)])),
    })),
  };
}

/** Lists as text, comma between: what formats without lists hold. */
export const attributeText = (value: string | number | readonly string[]): string | number =>
  typeof value === 'string' || typeof value === 'number' ? value : value.join(',');

export type LayerFormat = 'geojson' | 'gpkg' | 'shp';

/** File name of a layer version without its ending. */
export const layerFileName = (layer: LayerRecord): string => `${layer.id}-${layer.version}`;

/** layers.json over the files of one format; `folder` leads from the manifest to them ('' for the same folder). */
export function layersManifest(county: County, format: LayerFormat, folder: string): object {
  return {
    layers: county.layers.map((layer) => ({
      id: layer.id,
      kind: layer.kind,
      title: layer.title,
      version: layer.version,
      validFrom: layer.validFrom,
      validTo: layer.validTo,
      path: `${folder}${layerFileName(layer)}.${format}`,
      crs: format === 'geojson' ? null : `EPSG:${COUNTY_EPSG}`,
      encoding: format === 'shp' ? 'GBK' : null,
      fields: layer.fields,
      owner: layer.owner,
      asOf: layer.asOf,
    })),
  };
}

/** county.json: what the sample is, and the area to watch. */
export function countyDocument(county: County): object {
  return {
    name: COUNTY_NAME,
    nameEn: COUNTY_NAME_EN,
    adminCode: COUNTY_CODE,
    epsg: COUNTY_EPSG,
    seed: county.frame.seed,
    sizePx: county.frame.sizePx,
    gsdM: SCENE_CELL_M,
    landCoverClasses: LAND_COVER_CLASSES,
    boundary: polygonWgs84(countyOutline(county.frame)),
  };
}
