export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The language to start in: the one chosen before; else the first of the browser's that is Chinese or English; else
 * Chinese.
 */
export function languageFor(chosen: string | null, browserLanguages: readonly string[]): Language {
  const choice = LANGUAGES.find((language) => language === chosen);
  if (choice !== undefined) return choice;
  for (const wish of browserLanguages) {
    if (/^zh\b/i.test(wish)) return 'zh-CN';
    if (/^en\b/i.test(wish)) return 'en';
  }
  return 'zh-CN';
}
