import { bboxOfArea } from '#domain/geometry.js';
import { SURVEY_CODES, ZONE_CODES } from '#domain/landCodes.js';
import { listMappings, saveMapping } from '#store/fieldMappings.js';
import { listOwnLandCodes, replaceOwnLandCodes } from '#store/landCodes.js';
import { readVectorFileApart, type VectorFile } from '#store/vectors/index.js';
import * as contract from '../contracts/vectorFiles.js';
import { route } from '../route.js';
import { withVectorUpload } from '../uploads/vectorUpload.js';

const inspect = route(contract.inspectVectorFile, async ({ http }, services) => {
  const body = await withVectorUpload(http, services, contract.vectorReadingSchema, async (upload) => {
    const options = { ...upload.manifest, brokenFeatures: 'report' as const };
    return contentOf(await readVectorFileApart(upload.path, options, upload.fileName));
  });
  return { body };
});

const NOTES_GIVEN = 100;

function contentOf({ features, report }: VectorFile) {
  const boxes = features.map(({ geometry }) => bboxOfArea(geometry));
  const least = (side: 0 | 1): number => boxes.reduce((edge, box) => Math.min(edge, box[side]), Infinity);
  const most = (side: 2 | 3): number => boxes.reduce((edge, box) => Math.max(edge, box[side]), -Infinity);
  return {
    features: features.length,
    epsg: report.epsg,
    bboxWgs84: [least(0), least(1), most(2), most(3)],
    fields: fieldsOf(features),
    notes: report.notes
      .slice(0, NOTES_GIVEN)
      .map(({ kind, feature, code, message }) => ({ kind, feature, code, message })),
    noteCount: report.notes.length,
  };
}

const SAMPLES = 5;
const SAMPLE_CHARACTERS = 60;

/** Every field of any feature, in the order of their first coming, with the first different values. */
function fieldsOf(features: VectorFile['features']) {
  const fields = new Map<string, { filled: number; samples: Set<string> }>();
  for (const { properties } of features) {
    for (const [name, value] of Object.entries(properties)) {
      const field = fields.get(name) ?? { filled: 0, samples: new Set<string>() };
      fields.set(name, field);
      if (value === null || value === '') continue;
      field.filled += 1;
      if (field.samples.size < SAMPLES) field.samples.add(textOf(value).slice(0, SAMPLE_CHARACTERS));
    }
  }
  return [...fields].map(([name, { filled, samples }]) => ({ name, filled, samples: [...samples] }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

const mappings = route(contract.listMappings, async ({ caller }, { db }) => ({
  body: { items: await listMappings(db, caller) },
}));

const save = route(contract.saveMapping, async ({ params, body, caller }, { db }) => ({
  body: await saveMapping(db, caller, { name: params.name, ...body }),
}));

const codes = route(contract.readLandCodes, async (_request, { db }) => ({
  body: {
    survey: SURVEY_CODES,
    zones: ZONE_CODES.map(({ code, title, class: kind }) => ({ code, title, class: kind })),
    own: await listOwnLandCodes(db),
  },
}));

const replaceCodes = route(contract.replaceLandCodes, async ({ body, caller }, { db }) => {
  await replaceOwnLandCodes(db, caller, body.own);
  return { body: { own: await listOwnLandCodes(db) } };
});

export const vectorFileRoutes = [inspect, mappings, save, codes, replaceCodes];
