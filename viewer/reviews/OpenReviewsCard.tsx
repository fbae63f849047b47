import { App, Button, Flex, Modal, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { areaText } from '#domain/areaText.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { momentText } from '../state/moments.js';
import { SecondDecisionForm } from './SecondDecisionForm.js';
import { useOpenReviews, useTaking, type OpenReview, type ReviewOutcome } from './reviewQueries.js';

/** Alerts that wait for a second decision that the signed-in person may make. */
export function OpenReviewsCard(): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const reviews = useOpenReviews();
  const [decided, setDecided] = useState<string | null>(null);
  const tell = ({ agrees, first }: ReviewOutcome): void => {
    setDecided(null);
    const text = agrees
      ? t('review.agrees')
      : t('review.differs', { outcome: t(`dashboard.outcome.${first.outcome}`) });
    void message.info(text, 8);
  };
  return (
    <Card title={t('review.open')} note={t('review.openNote')}>
      {reviews.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
      {reviews.isError && <ProblemNotice thrown={reviews.error} onRetry={() => void reviews.refetch()} />}
      {reviews.isSuccess && reviews.data.length === 0 && <p>{t('review.none')}</p>}
      {reviews.isSuccess && reviews.data.length > 0 && <OpenTable reviews={reviews.data} onDecide={setDecided} />}
      <Modal
        title={t('review.decide')}
        open={decided !== null}
        footer={null}
        onCancel={() => setDecided(null)}
        destroyOnHidden
      >
        {decided !== null && <SecondDecisionForm alertId={decided} onDecided={tell} />}
      </Modal>
    </Card>
  );
}

const COLUMNS = ['kind', 'region', 'area', 'drawn'] as const;

interface OpenTableProps {
  readonly reviews: readonly OpenReview[];
  readonly onDecide: (alertId: string) => void;
}

function OpenTable({ reviews, onDecide }: OpenTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const taking = useTaking();
  return (
    <div className={styles['scroll']} role="region" aria-label={t('review.open')} tabIndex={0}>
      <table className={styles['table']} aria-label={t('review.open')}>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {t(`review.column.${name}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {reviews.map(({ alertId, kind, severity, adminCode, areaM2, drawnAt, isOwn }) => (
            <tr key={alertId}>
              <th scope="row">
                {t(`violation.${kind}`)}
                <small>{t(`severity.${severity}`)}</small>
              </th>
              <td className="figures">{adminCode}</td>
              <td className="figures">{areaText(areaM2, i18n.language).m2} m²</td>
              <td className="figures">{momentText(drawnAt)}</td>
              <td>
                {isOwn ? (
                  <Flex gap={8} align="center">
                    <Link to={`/alerts/${alertId}`}>{t('review.look')}</Link>
                    <Button size="small" type="primary" onClick={() => onDecide(alertId)}>
                      {t('review.decide')}
                    </Button>
                  </Flex>
                ) : (
                  <Button size="small" loading={taking.isPending} onClick={() => taking.mutate(alertId)}>
                    {t('review.take')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {taking.isError && <ProblemNotice thrown={taking.error} />}
    </div>
  );
}
