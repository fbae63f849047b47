/**
 * The prefix shared by every administrative division code at or below a division. Codes are 6, 9 or 12 digits and
 * hierarchical: trailing zero groups mean "all of it", so city `330100` covers county `330106` and town `330106001`.
 * '' covers everything. Anything else (a prefix such as `3301`) stands for itself.
 */
export function adminCodePrefix(adminCode: string): string {
  let prefix = adminCode;
  if (prefix.length === 12) prefix = withoutTrailing(prefix, '000');
  if (prefix.length === 9) prefix = withoutTrailing(prefix, '000');
  if (prefix.length === 6) prefix = withoutTrailing(prefix, '00');
  if (prefix.length === 4) prefix = withoutTrailing(prefix, '00');
  return prefix;
}

function withoutTrailing(code: string, zeros: string): string {
  return code.endsWith(zeros) ? code.slice(0, -zeros.length) : code;
}

const CODE_LENGTHS = [6, 9, 12];

/** Every code that stands for a division around this one, itself included: `330106` lies in `330100` and `330000`. */
export function adminCodesAround(adminCode: string): string[] {
  const prefix = adminCodePrefix(adminCode);
  const parents = [2, 4, 6, 9, 12].filter((length) => length <= prefix.length).map((length) => prefix.slice(0, length));
  return parents.flatMap((parent) =>
    CODE_LENGTHS.filter((length) => length >= parent.length).map((length) => parent.padEnd(length, '0')),
  );
}
