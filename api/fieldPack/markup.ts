const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The text as content or attribute of HTML and XML; signs that XML 1.0 cannot hold are left out. */
export function escaped(text: string): string {
  return text.replaceAll(/(?![\n\t])\p{Cc}|[\uFFFE\uFFFF]/gu, '').replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign]!);
}
