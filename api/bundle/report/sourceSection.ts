import { contentHashOf } from '#domain/id.js';
import type { BundleSources } from '../bundleSources.js';
import { officeMoment } from './moments.js';
import type { Sheet } from './sheet.js';
import { filled, wordOf } from './words.js';

type Source = readonly [what: string, version: string, checksum: string];

/** Everything that the judgement rests on, with version and checksum, and how to check it. */
export function writeSources(sheet: Sheet, sources: BundleSources): void {
  const { words } = sheet;
  sheet.heading(words.sources);
  const columns = [
    { title: words.source, share: 0.36 },
    { title: words.version, share: 0.26 },
    { title: words.checksum, share: 0.38 },
  ];
  const rows = new Map([...sourcesOf(sheet, sources)].map((row) => [row.join('|'), row]));
  sheet.table(columns, [...rows.values()]);
  sheet.heading(words.recompute);
  sheet.paragraph(words.recomputeText);
}

function* sourcesOf({ words }: Sheet, { scenes, inputs }: BundleSources): Generator<Source> {
  const { terms } = words;
  for (const scene of scenes) {
    const what = filled(words.sourceScene, { title: scene.title });
    yield [what, officeMoment(scene.acquiredAt), scene.contentHash];
  }
  for (const { patch, run, layers, features, permits } of inputs) {
    for (const layer of layers) {
      const of = features.filter(({ layerId, layerVersion }) => layerId === layer.id && layerVersion === layer.version);
      if (of.length === 0) continue;
      const what = filled(words.sourceLayer, { kind: wordOf(terms.layerKind, layer.kind), title: layer.title });
      yield [what, filled(words.inForce, { version: layer.version, from: layer.validFrom }), contentHashOf(of)];
    }
    for (const permit of permits) {
      const what = { kind: wordOf(terms.permitKind, permit.kind), number: permit.caseNumber };
      const version = filled(words.revision, { revision: permit.revision });
      yield [filled(words.sourcePermit, what), version, contentHashOf(permit)];
    }
    yield [filled(words.sourceRules, { id: run.ruleSet.id }), run.ruleSet.version, run.ruleSet.hash];
    const recipe = filled(words.sourceRecipe, { name: run.recipe.name, detector: patch.detector });
    yield [recipe, run.recipe.version, run.recipe.hash];
  }
}
