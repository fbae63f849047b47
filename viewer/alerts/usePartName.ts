import { useTranslation } from 'react-i18next';
import { zhCN } from '../i18n/zh-CN.js';

type PartLabel = keyof typeof zhCN.part;

/** The words for a finding part's label; a label of a rule set newer than this viewer is shown as it is. */
export function usePartName(): (label: string) => string {
  const { t } = useTranslation();
  return (label) => (isPartLabel(label) ? t(`part.${label}`) : label);
}

const isPartLabel = (label: string): label is PartLabel => label in zhCN.part;
