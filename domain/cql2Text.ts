import { BadInputError } from './errors.js';
import {
  CQL_COMPARISONS,
  CQL_LIMITS,
  type CqlComparison,
  type CqlExpression,
  type CqlGeometry,
  type CqlValue,
} from './cql2.js';
import { isIsoDate } from './time.js';

interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign';
  readonly text: string;
  /** Where it begins, characters from 0. */
  readonly at: number;
}

const TOKEN =
  /\s*(?:(?<text>'(?:[^']|'')*')|(?<name>"(?:[^"]|"")+")|(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<word>[\p{L}_][\p{L}\p{N}_.:]*)|(?<sign><>|<=|>=|[=<>(),]))/uy;

/**
 * Reads a filter in CQL2 text encoding.
 * @throws BadInputError saying where it stops making sense
 */
export function parseCqlText(filter: string): CqlExpression {
  if (filter.length > CQL_LIMITS.characters) {
    throw wrong(filter, 0, `${filter.length} characters`, `at most ${CQL_LIMITS.characters}`);
  }
  const reader = readerOf(filter, tokensOf(filter));
  const expression = disjunction(reader, 0);
  const rest = reader.peek();
  if (rest !== null) throw reader.unexpected('AND, OR, or the end');
  return expression;
}

function tokensOf(filter: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (filter.slice(TOKEN.lastIndex).trim() !== '') {
    const start = TOKEN.lastIndex;
    const groups = TOKEN.exec(filter)?.groups;
    if (groups === undefined)
      throw wrong(filter, start, filter.slice(start, start + 20), 'a name, a value or an operator');
    const [kind, text] = Object.entries(groups).find(([, value]) => value !== undefined) as [Token['kind'], string];
    tokens.push({ kind, text, at: TOKEN.lastIndex - text.length });
  }
  return tokens;
}

interface Reader {
  peek(): Token | null;
  next(): Token;
  /** Takes the keyword or sign where it comes next. */
  takes(text: string): boolean;
  expects(text: string): void;
  unexpected(expected: string): BadInputError;
}

function readerOf(filter: string, tokens: readonly Token[]): Reader {
  let place = 0;
  const isNow = (text: string): boolean => {
    const token = tokens[place];
    return (token?.kind === 'word' || token?.kind === 'sign') && token.text.toUpperCase() === text;
  };
  const unexpected = (expected: string): BadInputError => {
    const token = tokens[place];
    return wrong(filter, token?.at ?? filter.length, token?.text ?? 'the end', expected);
  };
  return {
    peek: () => tokens[place] ?? null,
    next() {
      const token = tokens[place];
      if (token === undefined) throw unexpected('more');
      place += 1;
      return token;
    },
    takes(text) {
      if (!isNow(text)) return false;
      place += 1;
      return true;
    },
    expects(text) {
      if (!isNow(text)) throw unexpected(text);
      place += 1;
    },
    unexpected,
  };
}

function disjunction(reader: Reader, depth: number): CqlExpression {
  if (depth > CQL_LIMITS.depth) throw reader.unexpected(`at most ${CQL_LIMITS.depth} brackets within each other`);
  return joined(reader, 'OR', () => joined(reader, 'AND', () => negation(reader, depth)));
}

function joined(reader: Reader, word: 'AND' | 'OR', read: () => CqlExpression): CqlExpression {
  const args = [read()];
  while (reader.takes(word)) args.push(read());
  return args.length === 1 ? args[0]! : { op: word === 'AND' ? 'and' : 'or', args };
}

function negation(reader: Reader, depth: number): CqlExpression {
  if (depth > CQL_LIMITS.depth) throw reader.unexpected(`at most ${CQL_LIMITS.depth} NOTs and brackets`);
  if (reader.takes('NOT')) return { op: 'not', args: [negation(reader, depth + 1)] };
  if (reader.takes('(')) {
    const inner = disjunction(reader, depth + 1);
    reader.expects(')');
    return inner;
  }
  if (reader.takes('S_INTERSECTS')) return intersection(reader);
  return predicate(reader);
}

function predicate(reader: Reader): CqlExpression {
  const property = propertyName(reader);
  if (reader.takes('IS')) {
    const isNegated = reader.takes('NOT');
    reader.expects('NULL');
    return unless(isNegated, { op: 'isNull', args: [property] });
  }
  const isNegated = reader.takes('NOT');
  if (reader.takes('LIKE')) {
    const pattern = value(reader);
    if (typeof pattern !== 'string') throw reader.unexpected("a pattern in '…' after LIKE");
    return unless(isNegated, { op: 'like', args: [property, pattern] });
  }
  if (reader.takes('BETWEEN')) {
    const from = value(reader);
    reader.expects('AND');
    return unless(isNegated, { op: 'between', args: [property, from, value(reader)] });
  }
  if (reader.takes('IN')) {
    reader.expects('(');
    const values = [value(reader)];
    while (reader.takes(',')) values.push(value(reader));
    reader.expects(')');
    return unless(isNegated, { op: 'in', args: [property, values] });
  }
  const sign = reader.peek()?.text as CqlComparison | undefined;
  if (isNegated || sign === undefined || !CQL_COMPARISONS.includes(sign)) {
    throw reader.unexpected('=, <>, <, >, <=, >=, LIKE, BETWEEN, IN or IS NULL');
  }
  reader.next();
  return { op: sign, args: [property, value(reader)] };
}

const unless = (isNegated: boolean, expression: CqlExpression): CqlExpression =>
  isNegated ? { op: 'not', args: [expression] } : expression;

function propertyName(reader: Reader): { property: string } {
  const token = reader.peek();
  if (token?.kind === 'name') return { property: reader.next().text.slice(1, -1).replaceAll('""', '"') };
  if (token?.kind === 'word') return { property: reader.next().text };
  throw reader.unexpected('the name of a property');
}

function value(reader: Reader): CqlValue {
  const token = reader.peek();
  if (token?.kind === 'text') return textOf(reader.next());
  if (token?.kind === 'number') return Number(reader.next().text);
  for (const word of ['TRUE', 'FALSE'] as const) if (reader.takes(word)) return word === 'TRUE';
  for (const word of ['DATE', 'TIMESTAMP'] as const) {
    if (!reader.takes(word)) continue;
    reader.expects('(');
    const text = reader.peek()?.kind === 'text' ? textOf(reader.next()) : null;
    const isSound = text !== null && (word === 'DATE' ? isIsoDate(text) : !Number.isNaN(Date.parse(text)));
    if (!isSound) throw reader.unexpected(word === 'DATE' ? "'YYYY-MM-DD'" : 'an instant of ISO 8601');
    reader.expects(')');
    return word === 'DATE' ? { date: text } : { timestamp: text };
  }
  throw reader.unexpected("a value: 'text', a number, TRUE, FALSE, DATE('…') or TIMESTAMP('…')");
}

const textOf = ({ text }: Token): string => text.slice(1, -1).replaceAll("''", "'");

function intersection(reader: Reader): CqlExpression {
  reader.expects('(');
  const property = propertyName(reader);
  reader.expects(',');
  const geometry = geometryValue(reader);
  reader.expects(')');
  return { op: 's_intersects', args: [property, geometry] };
}

function geometryValue(reader: Reader): CqlGeometry {
  if (reader.takes('BBOX')) {
    reader.expects('(');
    const numbers = [numberOf(reader)];
    while (reader.takes(',')) numbers.push(numberOf(reader));
    reader.expects(')');
    const [west, south, east, north] = numbers as [number, number, number, number];
    if (numbers.length !== 4) throw reader.unexpected('BBOX of west, south, east, north');
    return { bbox: [west, south, east, north] };
  }
  if (reader.takes('POINT')) {
    reader.expects('(');
    const coordinates = position(reader);
    reader.expects(')');
    return { type: 'Point', coordinates };
  }
  if (reader.takes('POLYGON'))
    return { type: 'Polygon', coordinates: bracketed(reader, () => bracketed(reader, () => position(reader))) };
  if (reader.takes('MULTIPOLYGON')) {
    const ring = (): number[][] => bracketed(reader, () => position(reader));
    return { type: 'MultiPolygon', coordinates: bracketed(reader, () => bracketed(reader, ring)) };
  }
  throw reader.unexpected('BBOX, POINT, POLYGON or MULTIPOLYGON');
}

function bracketed<T>(reader: Reader, read: () => T): T[] {
  reader.expects('(');
  const items = [read()];
  while (reader.takes(',')) items.push(read());
  reader.expects(')');
  return items;
}

const position = (reader: Reader): number[] => [numberOf(reader), numberOf(reader)];

function numberOf(reader: Reader): number {
  if (reader.peek()?.kind !== 'number') throw reader.unexpected('a number');
  return Number(reader.next().text);
}

function wrong(filter: string, at: number, found: string, expected: string): BadInputError {
  return new BadInputError('not a filter of CQL2', {
    code: 'filter.cql2',
    where: `filter, character ${at + 1}${filter === '' ? ' (empty)' : ''}`,
    found: found.slice(0, 60),
    expected,
  });
}
