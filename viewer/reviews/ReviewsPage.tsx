import { Flex } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import styles from '../layout/table.module.css';
import { AgreementCard } from './AgreementCard.js';
import { ConfidenceFitCard } from './ConfidenceFitCard.js';
import { OpenReviewsCard } from './OpenReviewsCard.js';
import { PlanCard } from './PlanCard.js';
import { PrecisionCard } from './PrecisionCard.js';

/** Second decisions: what waits, by which plan it is drawn, how far people agree, and how precise rules and detectors are. */
export default function ReviewsPage(): ReactElement {
  const { t } = useTranslation();
  const mayReview = useSession().data?.rights.includes('reviewAlerts') ?? false;
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('review.title')}</h1>
        <span>{t('review.note')}</span>
      </header>
      <Flex vertical gap={16}>
        <OpenReviewsCard />
        {mayReview && (
          <>
            <AgreementCard />
            <PrecisionCard />
            <ConfidenceFitCard />
            <PlanCard />
          </>
        )}
      </Flex>
    </div>
  );
}
