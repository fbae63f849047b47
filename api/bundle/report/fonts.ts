import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openSync, type Font } from 'fontkit';

/** Noto Sans Hans (SIL Open Font License 1.1): Chinese and Latin in one face, installed with the packages. */
const FOLDER = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
export const REGULAR_FONT = join(FOLDER, 'NotoSansHans-Regular.otf');
export const BOLD_FONT = join(FOLDER, 'NotoSansHans-Bold.otf');

let face: Font | null = null;

/** The text with what the font has no glyph for as its code point, so that no sign becomes an empty box. */
export function printable(text: string): string {
  const font = (face ??= openSync(REGULAR_FONT) as Font);
  return Array.from(text.normalize('NFC').replaceAll(/[\r\t]/g, ' '))
    .map((sign) => {
      const codePoint = sign.codePointAt(0)!;
      if (sign === '\n' || font.hasGlyphForCodePoint(codePoint)) return sign;
      return /\p{M}|\p{Cf}|\p{Cc}/u.test(sign) ? '' : `[U+${codePoint.toString(16).toUpperCase()}]`;
    })
    .join('');
}
