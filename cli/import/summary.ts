import type { ImportedItem } from './importedFiles.js';

const SHOWN = 10;

/** What an import did, for people: one line for each thing, indented lines for what was mended or left out. */
export function importSummary(items: readonly ImportedItem[]): string {
  const lines = items.flatMap(({ what, stored, unchanged, report }) => [
    `${what}: ${stateOf(stored, unchanged)}`,
    ...notes('repaired', report?.repaired ?? []),
    ...notes('left out', report?.skipped ?? []),
    ...notes('note', report?.warnings ?? []),
  ]);
  return `${lines.join('\n')}\n`;
}

function stateOf(stored: number, unchanged: number): string {
  if (stored > 0 && unchanged > 0) return `${stored} stored, ${unchanged} unchanged`;
  return stored > 0 ? 'stored' : 'unchanged';
}

function notes(label: string, texts: readonly string[]): string[] {
  const shown = texts.slice(0, SHOWN).map((text) => `  ${label}: ${text}`);
  return texts.length > SHOWN ? [...shown, `  ${label}: and ${texts.length - SHOWN} more`] : shown;
}
