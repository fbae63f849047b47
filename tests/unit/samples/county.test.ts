import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { judgePatch, DEFAULT_RULE_SET } from '#pipelines/patches-to-findings/index.js';
import type { Permit } from '#domain/permit.js';
import type { LayerFeature } from '#domain/layer.js';
import { EVALUATED_VIOLATION_KINDS } from '#domain/violation.js';
import { createCounty, renderCountyScene, type County } from '#samples/county.js';
import { EVENT_PLANS } from '#samples/events/catalogue.js';
import type { PlantedEvent } from '#samples/events/plantEvents.js';
import { layerDocument, permitsDocument, truthDocument } from '#samples/files/documents.js';
import { polygonWgs84 } from '#samples/geographic.js';
import { isoDateOf } from '#samples/imagery/calendar.js';
import { areaOf, boundsOf, distanceBetween } from '#samples/planar.js';
import { PLANTED_KINDS } from '../../support/plantedKinds.js';
import { isInAny } from '#samples/plans/controlLines.js';

const SEEDS = [1, 2, 3];
const SIZE = 400;
const counties = new Map(SEEDS.map((seed): [number, County] => [seed, createCounty(seed, SIZE)]));

const hash = (bands: readonly Uint16Array[]): string => {
  const digest = createHash('sha256');
  for (const band of bands) digest.update(new Uint8Array(band.buffer));
  return digest.digest('hex');
};

describe('a county', () => {
  test('the same seed makes the same pixels and documents, another seed others', () => {
    const again = createCounty(1, SIZE);
    const first = counties.get(1)!;
    expect(hash(renderCountyScene(again, 4))).toBe(hash(renderCountyScene(first, 4)));
    expect(hash([again.cover.ids, again.parts.ids])).toBe(hash([first.cover.ids, first.parts.ids]));
    expect(truthDocument(again)).toEqual(truthDocument(first));
    expect(permitsDocument(again)).toEqual(permitsDocument(first));
    expect(again.layers.map(layerDocument)).toEqual(first.layers.map(layerDocument));
    expect(hash([counties.get(2)!.cover.ids])).not.toBe(hash([first.cover.ids]));
  });

  test('a seed or size out of range is refused', () => {
    expect(() => createCounty(-1, SIZE)).toThrow(/seed: not a seed; found -1/);
    expect(() => createCounty(1, 100)).toThrow(/size: size out of range; found 100/);
  });

  test('scenes are a month apart, the last within a week of a year after the first', () => {
    for (const { days } of counties.values()) {
      expect(days).toHaveLength(13);
      days.slice(1).forEach((day, i) => expect(day - days[i]!).toBeGreaterThan(18));
      expect(Math.abs(days[12]! - days[0]! - 365)).toBeLessThan(7);
    }
  });
});

/** Attributes under our names, as a layer's manifest says. */
const named = (fields: Readonly<Record<string, string>>, attributes: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).map(([ours, theirs]) => [ours, attributes[theirs]]));

test('the smallest county has room for everything that is planted', () => {
  for (const seed of [62, 84, 89, 100]) {
    const names = new Set(createCounty(seed, 360).events.map(({ plan }) => plan.name));
    expect(names.size).toBe(EVENT_PLANS.length);
  }
});

describe.each(SEEDS)('events of seed %i', (seed) => {
  const county = counties.get(seed)!;
  const { events } = county;

  test('every planned event stands at least once; what is planted as a violation is a kind that rules evaluate', () => {
    expect(new Set(events.map((event) => event.plan.name))).toEqual(new Set(EVENT_PLANS.map((plan) => plan.name)));
    const planted = new Set(events.flatMap((event) => event.plan.kind ?? []));
    expect([...planted].toSorted()).toEqual([...PLANTED_KINDS].toSorted());
    for (const kind of planted) expect(EVALUATED_VIOLATION_KINDS).toContain(kind);
  });

  test('they keep 60 m apart and 200 m from the edge', () => {
    events.forEach((event, i) => {
      for (const other of events.slice(i + 1)) {
        expect(distanceBetween(event.site.ring, other.site.ring)).toBeGreaterThanOrEqual(60);
      }
      const { minX, minY, maxX, maxY } = boundsOf(event.site.ring);
      expect(Math.min(minX, minY, SIZE * 10 - maxX, SIZE * 10 - maxY)).toBeGreaterThan(200);
    });
  });

  test('truth gives the area of the outline, 0.3 to 8 hectares', () => {
    const truth = truthDocument(county);
    events.forEach((event, i) => {
      const { areaM2 } = truth.features[i]!.properties;
      expect(areaM2 / areaOf(event.site.ring)).toBeCloseTo(1, 2);
      expect(areaM2).toBeGreaterThan(3000);
      expect(areaM2).toBeLessThan(80_000);
    });
  });

  test('what is planted in no control line lies in none', () => {
    const farmland = county.layers.find((layer) => layer.kind === 'permanentBasicFarmland')!.features;
    for (const event of events.filter(({ plan }) => !['basicFarmland', 'redlineForest', 'veil'].includes(plan.site))) {
      expect(event.site.ring.some((corner) => isInAny(county.lines.redline, corner))).toBe(false);
      for (const feature of farmland) expect(distanceBetween(feature.ring, event.site.ring)).toBeGreaterThan(20);
    }
  });

  test('farmland of the plan holds the events on it', () => {
    const farmland = county.layers.find((layer) => layer.kind === 'permanentBasicFarmland')!.features;
    for (const { site } of events.filter(({ plan }) => plan.site === 'basicFarmland')) {
      expect(
        isInAny(
          farmland.map(({ ring }) => ring),
          site.centre,
        ),
      ).toBe(true);
    }
  });

  test('a patch that is exactly the event gets the verdict that the truth expects', () => {
    const permits = permitsDocument(county).features.map(
      (feature) => ({ ...feature.properties, geometry: feature.geometry }) as unknown as Permit,
    );
    const features = county.layers.flatMap((layer) =>
      layerDocument(layer).features.map((feature, index): LayerFeature => ({
        layerId: layer.id,
        layerVersion: layer.version,
        layerKind: layer.kind,
        featureId: String(index),
        name: null,
        properties: { ...feature.properties, ...named(layer.fields, feature.properties ?? {}) },
        geometry: feature.geometry,
      })),
    );
    const orders = county.orders.map(({ ring, ...order }) => ({ ...order, geometry: polygonWgs84(ring) }));
    const judge = (event: PlantedEvent) => {
      const seen = county.days.indexOf(event.timeline.visibleFrom);
      return judgePatch(
        {
          id: event.id,
          geometry: polygonWgs84(event.site.ring),
          areaM2: areaOf(event.site.ring),
          fromClass: event.fromClass,
          toClass: event.plan.toClass,
          confidence: 1,
          onsetFrom: isoDateOf(county.days[seen - 1]!),
          onsetTo: isoDateOf(county.days[seen]!),
          assessedShare: 1,
          registrationErrorM: 0,
          gsdM: 10,
        } as Parameters<typeof judgePatch>[0],
        { permits, orders, layers: [...county.layers], features, ruleSet: DEFAULT_RULE_SET },
      );
    };
    for (const event of events) {
      const { plan } = event;
      // Cropland under water is a case for the rules; that the river will leave it again only time can tell.
      if (plan.course === 'flood') continue;
      const judgement = judge(event);
      if (plan.verdict === 'violation') {
        expect([event.id, plan.name, judgement.leading]).toEqual([event.id, plan.name, plan.kind]);
        const kinds = judgement.findings.map((finding) => finding.kind);
        expect(kinds).toEqual(expect.arrayContaining([...plan.otherKinds]));
      } else {
        // A flood on cropland is a pond to any rule; what watches the county does not report water.
        const leading =
          plan.name === 'flood' && judgement.leading === 'croplandToNonAgricultural' ? null : judgement.leading;
        expect([event.id, plan.name, leading]).toEqual([event.id, plan.name, null]);
      }
      if (plan.verdict === 'exempt') expect(judgement.exemption?.reason).toBe(plan.exemption);
    }
  });
});

describe('a scene', () => {
  const county = counties.get(1)!;
  const cloudy = county.looks.findIndex((look) => look.cloudiness > 0.05);
  const collar = county.looks.findIndex((look) => look.hasCollar);

  test('reports its clouds and their shadows, and cloud is bright', () => {
    const bands = renderCountyScene(county, cloudy);
    const counts = [0, 0, 0, 0];
    let brightness = 0;
    bands[6]!.forEach((code, at) => {
      counts[code]!++;
      if (code === 2) brightness += bands[0]![at]!;
    });
    expect(counts[2]! / bands[6]!.length).toBeGreaterThan(0.04);
    expect(counts[3]! / bands[6]!.length).toBeGreaterThan(0.02);
    expect(brightness / counts[2]!).toBeGreaterThan(1500);
  });

  test('one scene has a collar without data, told by value and quality alike', () => {
    const bands = renderCountyScene(county, collar);
    expect(bands[6]![0]).toBe(1);
    expect(bands[3]![0]).toBe(65_535);
    expect(county.looks.filter((look) => look.hasCollar)).toHaveLength(1);
    bands[6]!.forEach((code, at) => {
      if ((code === 1) !== (bands[0]![at] === 65_535)) throw new Error(`pixel ${at} is half missing`);
    });
  });

  test('a cloud remnant brightens ground that the quality band calls clear', () => {
    const [remnant] = county.remnants;
    const column = Math.floor(remnant!.centre[0] / 10);
    const row = Math.floor(remnant!.centre[1] / 10);
    const at = row * SIZE + column;
    const bare = renderCountyScene({ ...county, remnants: [] }, remnant!.sceneIndex);
    const veiled = renderCountyScene(county, remnant!.sceneIndex);
    expect(veiled[6]![at]).toBe(bare[6]![at]);
    expect(veiled[0]![at]! - bare[0]![at]!).toBeGreaterThan(400);
  });
});
