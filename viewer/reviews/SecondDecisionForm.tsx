import { Button, Form, Input, Radio, Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DETERMINATION_OUTCOMES, reasonsOf, type Determination } from '#domain/alertLife.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { useReasonName } from './useReasonName.js';
import { useSecondDecision, type ReviewOutcome } from './reviewQueries.js';

interface Fields {
  readonly outcome: Determination['outcome'];
  readonly reason?: string;
  readonly note?: string;
}

/** The same question as at the first decision, asked again of somebody who does not know the answer. */
export function SecondDecisionForm(props: {
  readonly alertId: string;
  readonly onDecided: (outcome: ReviewOutcome) => void;
}): ReactElement {
  const { t } = useTranslation();
  const nameOf = useReasonName();
  const [form] = Form.useForm<Fields>();
  const outcome = Form.useWatch('outcome', form);
  const deciding = useSecondDecision(props.alertId);
  const reasons = outcome === undefined ? [] : reasonsOf(outcome);
  const submit = ({ outcome: chosen, reason, note }: Fields): void => {
    const determination = { outcome: chosen, reason: reason ?? null, note: note?.trim() ? note.trim() : null };
    deciding.mutate(determination as Determination, { onSuccess: props.onDecided });
  };
  return (
    <Form form={form} layout="vertical" onFinish={submit}>
      <Form.Item name="outcome" label={t('review.outcome')} rules={[{ required: true }]}>
        <Radio.Group
          onChange={() => form.resetFields(['reason'])}
          options={DETERMINATION_OUTCOMES.map((value) => ({ value, label: t(`dashboard.outcome.${value}`) }))}
        />
      </Form.Item>
      {reasons.length > 0 && (
        <Form.Item name="reason" label={t('review.reason')} rules={[{ required: true }]}>
          <Select options={reasons.map((value) => ({ value, label: nameOf(value) }))} />
        </Form.Item>
      )}
      <Form.Item name="note" label={t('review.words')}>
        <Input.TextArea rows={2} maxLength={4000} />
      </Form.Item>
      {deciding.isError && <ProblemNotice thrown={deciding.error} />}
      <Button type="primary" htmlType="submit" loading={deciding.isPending}>
        {t('review.submit')}
      </Button>
    </Form>
  );
}
