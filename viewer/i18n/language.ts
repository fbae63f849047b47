import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Explanation } from '../api/model.js';
import { LANGUAGES, languageFor, type Language } from '../state/language.js';
import { en } from './en.js';
import { zhCN } from './zh-CN.js';

const CHOICE_KEY = 'planwatch.language';

/** Starts translation in the language chosen here before, else the browser's. */
export async function startLanguage(): Promise<void> {
  const language = languageFor(localStorage.getItem(CHOICE_KEY), navigator.languages);
  await i18next.use(initReactI18next).init({
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
    supportedLngs: [...LANGUAGES],
    lng: language,
    fallbackLng: 'zh-CN',
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

export function useLanguage(): { language: Language; choose: (language: Language) => void } {
  const { i18n } = useTranslation();
  return {
    language: i18n.language === 'en' ? 'en' : 'zh-CN',
    choose: (language) => {
      localStorage.setItem(CHOICE_KEY, language);
      document.documentElement.lang = language;
      void i18n.changeLanguage(language);
    },
  };
}

/** The sentence of an explanation in the language in use. */
export function useExplanationText(): (explanation: Explanation) => string {
  const { language } = useLanguage();
  return (explanation) => (language === 'en' ? explanation.en : explanation.zh);
}
