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
