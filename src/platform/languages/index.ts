export { resolveLanguage, SPOKEN_LANGUAGES, type SupportedLanguage } from './resolve-language';
