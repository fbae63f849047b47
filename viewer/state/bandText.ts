/**
 * Bands as people write them: `blue=1, green=2 red=3`, from 1.
 * @returns null where a part is no name with a number; undefined for nothing written, so that the file's own names count
 */
export function bandsOfText(text: string): Readonly<Record<string, number>> | null | undefined {
  const parts = text.split(/[\s,，;；]+/).filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  const bands: Record<string, number> = {};
  for (const part of parts) {
    const [, name, number] = /^([^=＝]{1,40})[=＝](\d{1,4})$/.exec(part) ?? [];
    if (name === undefined || Number(number) < 1) return null;
    bands[name] = Number(number);
  }
  return bands;
}
