import type { zhCN } from './zh-CN.js';

/** Keys are checked where they are used. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zhCN };
  }
}
