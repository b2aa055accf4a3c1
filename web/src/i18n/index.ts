import { createI18n } from 'vue-i18n';
import { en } from './en';
import { zh } from './zh';

export type Language = 'zh' | 'en';
const KEY = 'citywall.lang';

/** `?lang=en` decides and is remembered; Chinese otherwise. */
export function languageOf(search: string, remembered: string | null): Language {
  const asked = new URLSearchParams(search).get('lang');
  if (asked === 'en' || asked === 'zh') return asked;
  return remembered === 'en' ? 'en' : 'zh';
}

export function createWords(language: Language) {
  return createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: 'zh',
    messages: { zh, en },
    missingWarn: false,
    fallbackWarn: false,
  });
}

export function startLanguage(): Language {
  const language = languageOf(location.search, localStorage.getItem(KEY));
  rememberLanguage(language);
  return language;
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}
