import { findNodeAtLocation, parseTree, type ParseError } from 'jsonc-parser';

/** Rules being written: whatever JSON stands there, right or wrong, so that nothing that was typed is lost. */
export type RuleContent = Readonly<Record<string, unknown>>;

/** One rule as far as the form shows it; a value of a wrong kind is shown as text. */
export interface RuleFieldsOf {
  readonly kind: string;
  readonly enabled: boolean;
  readonly toleranceM: string;
  readonly toleranceM2: string;
  readonly severity: string;
}

/** The rules of a content that has a list of them; empty for anything else. */
export function rulesOf(content: RuleContent): readonly RuleFieldsOf[] {
  const { rules } = content;
  if (!Array.isArray(rules)) return [];
  return rules.map((rule: unknown) => {
    const fields = (typeof rule === 'object' && rule !== null ? rule : {}) as Record<string, unknown>;
    return {
      kind: textOf(fields['kind']),
      enabled: fields['enabled'] !== false,
      toleranceM: textOf(fields['toleranceM']),
      toleranceM2: textOf(fields['toleranceM2']),
      severity: textOf(fields['severity']),
    };
  });
}

/** A value as an input shows it. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** What was typed as a number; text that is none stays text, and is told to be wrong by the schema. */
export function numberOrText(text: string): number | string {
  const trimmed = text.trim();
  const value = Number(trimmed);
  return trimmed === '' || !Number.isFinite(value) ? text : value;
}

/** The value at a JSON Pointer; undefined where there is none. */
export function valueAt(content: RuleContent, pointer: string): unknown {
  return segmentsOf(pointer).reduce<unknown>(
    (value, segment) => (typeof value === 'object' && value !== null ? (value as never)[segment] : undefined),
    content,
  );
}

/** The content with another value at a JSON Pointer whose parents are there. */
export function withValueAt(content: RuleContent, pointer: string, value: unknown): RuleContent {
  return replaced(content, segmentsOf(pointer), value) as RuleContent;
}

function replaced(node: unknown, [segment, ...rest]: readonly string[], value: unknown): unknown {
  if (segment === undefined) return value;
  if (Array.isArray(node)) {
    return node.map((item: unknown, i) => (String(i) === segment ? replaced(item, rest, value) : item));
  }
  const fields = (typeof node === 'object' && node !== null ? node : {}) as Record<string, unknown>;
  return { ...fields, [segment]: replaced(fields[segment], rest, value) };
}

const segmentsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

/** What came of reading JSON as text. */
export type RuleTextReading =
  { readonly content: RuleContent; readonly wrongAt: null } | { readonly content: null; readonly wrongAt: number };

/** The object that a text holds, or the offset at which it stops being one. */
export function readRuleText(text: string): RuleTextReading {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const wrongAt = errors[0]?.offset ?? (tree?.type === 'object' ? null : 0);
  return wrongAt === null ? { content: JSON.parse(text) as RuleContent, wrongAt } : { content: null, wrongAt };
}

/** Where in the text the value at a JSON Pointer stands, or the nearest that is there around it. */
export function placeOfPointer(text: string, pointer: string): { readonly from: number; readonly to: number } {
  const tree = parseTree(text);
  if (tree === undefined) return { from: 0, to: 0 };
  const segments = segmentsOf(pointer);
  for (let length = segments.length; length > 0; length--) {
    const path = segments.slice(0, length).map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment));
    const node = findNodeAtLocation(tree, path);
    if (node !== undefined) return { from: node.offset, to: node.offset + node.length };
  }
  return { from: tree.offset, to: tree.offset + 1 };
}

/** The number of the line that an offset lies in, from 1. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
