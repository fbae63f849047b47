import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './InfoCard.module.css';

export type InfoFact = readonly [label: string, value: ReactNode];

/** What was picked on the map, in a corner where it hides neither the place nor the swipe. */
export function InfoCard(props: {
  readonly title: string;
  readonly facts: readonly InfoFact[];
  readonly action?: ReactNode;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <section className={styles['card']} aria-label={props.title} aria-live="polite">
      <header className={styles['head']}>
        <h2>{props.title}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('map.closeCard')}
          onClick={props.onClose}
        />
      </header>
      <dl className={styles['facts']}>
        {props.facts.map(([label, value], place) => (
          <div key={`${place} ${label}`}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {props.action}
    </section>
  );
}
