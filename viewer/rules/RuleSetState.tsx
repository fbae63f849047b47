import { Space, Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleSetVersion } from './ruleQueries.js';

/** Backgrounds on which white reads at 4.5 : 1 and more. */
const COLOURS = { shipped: '#4a5b65', draft: '#8a5a00', published: '#2e6b47' } as const;
const IN_FORCE_COLOUR = '#1a5f7a';

/** How far a version has come, and whether runs are judged by it. */
export function RuleSetState({ status, isInForce }: Pick<RuleSetVersion, 'status' | 'isInForce'>): ReactElement {
  const { t } = useTranslation();
  return (
    <Space size={6}>
      <Tag variant="solid" color={COLOURS[status]}>
        {t(`rules.state.${status}`)}
      </Tag>
      {isInForce && (
        <Tag variant="solid" color={IN_FORCE_COLOUR}>
          {t('rules.inForce')}
        </Tag>
      )}
    </Space>
  );
}
