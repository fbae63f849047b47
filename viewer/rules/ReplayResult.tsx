import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.js';
import type { Replay } from './ruleQueries.js';
import styles from './rules.module.css';

/** What came of a replay, in one sentence. */
export function ReplayResult({ replay }: { readonly replay: Replay }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { status, outcome, error } = replay;
  if (status === 'failed') return <p className={styles['wrong']}>{t('replay.failed', { error })}</p>;
  if (outcome === null) return <p role="status">{t(`replay.status.${status}`)}</p>;
  return <p>{language === 'en' ? outcome.summary.en : outcome.summary.zh}</p>;
}
