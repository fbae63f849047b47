import { Button, Flex, Form, Input, InputNumber, Select, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { VIOLATION_KINDS, type ViolationKind } from '#domain/violation.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { usePlanning, useReviewPlan, type ReviewPlan } from './reviewQueries.js';

/** Which determinations are drawn for a second decision from now on. */
export function PlanCard(): ReactElement {
  const { t } = useTranslation();
  const plan = useReviewPlan();
  return (
    <Card title={t('review.plan')} note={t('review.planNote')}>
      {plan.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
      {plan.isError && <ProblemNotice thrown={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.isSuccess && <PlanForm key={plan.data.version} plan={plan.data} />}
    </Card>
  );
}

interface Fields {
  readonly seed: string;
  readonly sharePercent: number;
  readonly kinds: readonly { readonly kind: ViolationKind; readonly percent: number }[];
}

const percentOf = (share: number): number => Math.round(share * 1000) / 10;

function PlanForm({ plan }: { readonly plan: ReviewPlan }): ReactElement {
  const { t } = useTranslation();
  const planning = usePlanning();
  const kinds = Object.entries(plan.shareByKind).map(([kind, share]) => ({ kind, percent: percentOf(share ?? 0) }));
  const save = ({ seed, sharePercent, kinds: chosen }: Fields): void =>
    planning.mutate({
      ...plan,
      seed,
      share: sharePercent / 100,
      shareByKind: Object.fromEntries(chosen.map(({ kind, percent }) => [kind, percent / 100])),
    });
  return (
    <Form
      layout="vertical"
      initialValues={{ seed: plan.seed, sharePercent: percentOf(plan.share), kinds }}
      onFinish={save}
    >
      <Flex gap={16} wrap>
        <Form.Item name="sharePercent" label={t('review.share')} rules={[{ required: true }]}>
          <InputNumber min={0} max={100} />
        </Form.Item>
        <Form.Item name="seed" label={t('review.seed')} rules={[{ required: true }]}>
          <Input maxLength={200} />
        </Form.Item>
      </Flex>
      <Form.List name="kinds">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <Flex key={key} gap={8} align="baseline" wrap>
                <Form.Item name={[name, 'kind']} label={t('review.column.kind')} rules={[{ required: true }]}>
                  <Select
                    style={{ width: 240 }}
                    options={VIOLATION_KINDS.map((value) => ({ value, label: t(`violation.${value}`) }))}
                  />
                </Form.Item>
                <Form.Item name={[name, 'percent']} label={t('review.byKind')} rules={[{ required: true }]}>
                  <InputNumber min={0} max={100} />
                </Form.Item>
                <Button type="text" onClick={() => remove(name)}>
                  {t('review.remove')}
                </Button>
              </Flex>
            ))}
            <Button onClick={() => add()}>{t('review.addKind')}</Button>
          </>
        )}
      </Form.List>
      {planning.isError && <ProblemNotice thrown={planning.error} />}
      <Flex gap={12} align="center" style={{ marginTop: 12 }}>
        <Button type="primary" htmlType="submit" loading={planning.isPending}>
          {t('review.save')}
        </Button>
        {plan.version > 0 && t('review.version', { version: plan.version })}
      </Flex>
    </Form>
  );
}
