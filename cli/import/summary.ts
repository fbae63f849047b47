import type { LayerComparison, LayerQuality } from '#domain/layerQuality.js';
import { M2_PER_HECTARE } from '#domain/units.js';
import { notesOf, type FeatureNote, type VectorReport } from '#store/vectors/index.js';
import type { ImportedItem } from './importedFiles.js';

const SHOWN = 10;

/** What an import did, for people: one line for each thing, indented lines for what was mended or left out. */
export function importSummary(items: readonly ImportedItem[]): string {
  const lines = items.flatMap(({ what, stored, unchanged, status, report, quality, comparison, problems }) => [
    `${what}: ${status ?? stateOf(stored, unchanged)}`,
    ...(quality === undefined || status === undefined ? [] : qualityLines(quality, comparison)),
    ...(problems ?? []).map((problem) => `  problem: ${problem}`),
    ...notes('repaired', notesIn(report, 'repaired')),
    ...notes('refused', notesIn(report, 'refused')),
    ...notes('left out', notesIn(report, 'leftOut')),
    ...notes('note', notesIn(report, 'warning')),
  ]);
  return `${lines.join('\n')}\n`;
}

const notesIn = (report: VectorReport | null, kind: FeatureNote['kind']): string[] =>
  report === null ? [] : notesOf(report, kind);

/** What people look at first: areas, overlaps, gaps, and what changed. */
function qualityLines(quality: LayerQuality, comparison: LayerComparison | undefined): string[] {
  const { areaM2, statedArea, overlaps, gaps, freshness, unknownCodes, suspectedOffset } = quality;
  const lines = [`area ${hectares(areaM2)} ha`];
  if (statedArea !== null) {
    const { field, features, statedM2, computedM2, differing, basis } = statedArea;
    lines.push(
      `${field} of ${features} features: ${hectares(statedM2)} ha stated, ${hectares(computedM2)} ha computed (${basis}), ${differing.count} differ`,
    );
  }
  if (unknownCodes.count > 0) lines.push(`codes that no table knows: ${codesText(unknownCodes)}`);
  if (suspectedOffset !== null) lines.push(offsetText(suspectedOffset));
  if (overlaps !== null && overlaps.count > 0) lines.push(`${overlaps.count} overlaps`);
  if (gaps !== null && gaps.count > 0) lines.push(`${gaps.count} gaps`);
  if (freshness.isOverdue) lines.push(`a newer version was due on ${freshness.dueOn}`);
  if (comparison !== undefined && comparison.before !== null) {
    const { before, added, removed, changedGeometry, changedAttributes, unchanged } = comparison;
    lines.push(
      `against ${before}: ${added} added, ${removed} removed, ${changedGeometry} moved, ${changedAttributes} with other attributes, ${unchanged} unchanged`,
    );
  }
  return lines.map((line) => `  ${line}`);
}

function codesText({ count, items }: LayerQuality['unknownCodes']): string {
  const shown = items.slice(0, SHOWN).map(({ code, features }) => `${code} (${features} features)`);
  return `${shown.join(', ')}${count > SHOWN ? ` and ${count - SHOWN} more` : ''}`;
}

function offsetText({ system, fittingShare }: NonNullable<LayerQuality['suspectedOffset']>): string {
  return `coordinates may be shifted by ${system}: ${Math.round(100 * fittingShare)} % of the corners fit what is published once shifted back`;
}

const hectares = (areaM2: number): string => (areaM2 / M2_PER_HECTARE).toFixed(2);

function stateOf(stored: number, unchanged: number): string {
  if (stored > 0 && unchanged > 0) return `${stored} stored, ${unchanged} unchanged`;
  return stored > 0 ? 'stored' : 'unchanged';
}

function notes(label: string, texts: readonly string[]): string[] {
  const shown = texts.slice(0, SHOWN).map((text) => `  ${label}: ${text}`);
  return texts.length > SHOWN ? [...shown, `  ${label}: and ${texts.length - SHOWN} more`] : shown;
}
