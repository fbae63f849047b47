import { Alert, Button, Input, Skeleton, Space } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { momentText } from '../state/moments.js';
import { QualityReport } from './QualityReport.js';
import { useLayerAct, useLayerRecord } from './layerQueries.js';

/** One version with its report; a draft can be published or thrown away. */
export function LayerReview(props: {
  readonly id: string;
  readonly version: string;
  readonly mayPublish: boolean;
  readonly mayDiscard: boolean;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const record = useLayerRecord(props.id, props.version);
  const act = useLayerAct(props.id, props.version);
  const [note, setNote] = useState('');
  if (record.isPending) return <Skeleton active />;
  if (record.isError) return <ProblemNotice thrown={record.error} onRetry={() => void record.refetch()} />;
  const { status, quality, comparison, blockingProblems, states } = record.data;
  const done = { onSuccess: props.onDone };
  return (
    <>
      {status === 'draft' && blockingProblems.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('layers.blocking')}
          description={blockingProblems
            .map((name) => t(`layers.report.${name === 'refusedFeatures' ? 'refused' : 'suspectedOffset'}`))
            .join(', ')}
        />
      )}
      {quality !== null && <QualityReport quality={quality} comparison={comparison} />}
      <ul>
        {states.map(({ recordedAt, status: state, actor, note: why }) => (
          <li key={recordedAt}>
            {momentText(recordedAt)} · {t(`layers.state.${state}`)} · {actor ?? '—'} {why ?? ''}
          </li>
        ))}
      </ul>
      {status === 'draft' && (
        <Space wrap>
          {props.mayPublish && (
            <>
              <Input
                aria-label={t('layers.note')}
                placeholder={t('layers.note')}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
              <Button
                type="primary"
                loading={act.isPending}
                disabled={blockingProblems.length > 0 && note.trim() === ''}
                onClick={() => act.mutate({ kind: 'publish', note: note.trim() || null }, done)}
              >
                {t('layers.publish')}
              </Button>
            </>
          )}
          {props.mayDiscard && (
            <Button danger onClick={() => act.mutate({ kind: 'discard' }, done)}>
              {t('layers.discard')}
            </Button>
          )}
        </Space>
      )}
      {act.isError && <ProblemNotice thrown={act.error} />}
    </>
  );
}
