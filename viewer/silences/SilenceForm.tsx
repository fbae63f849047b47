import { Button, Form, Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { VIOLATION_KINDS, type ViolationKind } from '#domain/violation.js';
import { useWatchAreas } from '../api/queries.js';
import { problemOf } from '../api/problem.js';
import { fieldSentence, ProblemNotice } from '../layout/ProblemNotice.js';
import { DrawAreaDialog } from '../map/DrawAreaDialog.js';
import { areaOfText, textOfRing } from '../state/proposalText.js';
import { useSilencing } from './silenceQueries.js';

interface Values {
  readonly adminCode: string;
  readonly caseNumber?: string;
  readonly area?: string;
  readonly kind?: ViolationKind;
  readonly reason: string;
  readonly until: string;
}

/** A silence is bound to a permit or a place; the server has the last word, and what was typed stays. */
export default function SilenceForm(props: {
  /** What is filled in at first. */
  readonly opening?: Partial<Values>;
  readonly onDone: () => void;
}): ReactElement {
  const { opening = {}, onDone } = props;
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [isDrawing, setDrawing] = useState(false);
  const silencing = useSilencing();
  const known = (useWatchAreas().data ?? []).map(({ adminCode }) => adminCode);
  const codes = [...new Set([opening.adminCode ?? '', ...known])].filter((code) => code !== '');
  const submit = ({ area = '', caseNumber = '', kind, ...values }: Values): void =>
    silencing.mutate(
      {
        ...values,
        kind: kind ?? null,
        caseNumber: caseNumber.trim() === '' ? null : caseNumber.trim(),
        geometry: areaOfText(area).geometry,
      },
      { onSuccess: onDone },
    );
  const checkArea = (_: unknown, area: string | undefined): Promise<void> => {
    const { problem, ...written } = areaOfText(area ?? '');
    if (problem !== null && problem !== 'empty') {
      const line = 'line' in written ? (written.line ?? 0) : 0;
      return Promise.reject(new Error(t(`check.problem.${problem}`, { line })));
    }
    const isBound = problem === null || Boolean(form.getFieldValue('caseNumber'));
    return isBound ? Promise.resolve() : Promise.reject(new Error(t('silence.unbound')));
  };
  return (
    <>
      {silencing.isError && <ProblemNotice thrown={silencing.error} />}
      <Form<Values> form={form} layout="vertical" onFinish={submit} initialValues={{ adminCode: codes[0], ...opening }}>
        <Form.Item
          name="adminCode"
          label={t('silence.column.region')}
          rules={[{ required: true, message: t('actForm.missing') }]}
        >
          <Select options={codes.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="caseNumber" label={t('silence.caseNumber')} dependencies={['area']}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="area"
          label={t('silence.area')}
          extra={t('check.areaHint')}
          dependencies={['caseNumber']}
          rules={[{ validator: checkArea }]}
        >
          <Input.TextArea rows={4} />
        </Form.Item>
        <Button onClick={() => setDrawing(true)} style={{ marginBottom: 16 }}>
          {t('check.draw')}
        </Button>
        <Form.Item name="kind" label={t('silence.column.kind')}>
          <Select
            allowClear
            placeholder={t('silence.anyKind')}
            options={VIOLATION_KINDS.map((value) => ({ value, label: t(`violation.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('silence.column.reason')}
          rules={[{ required: true, whitespace: true, message: t('actForm.missing') }]}
        >
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
        <Form.Item
          name="until"
          label={t('silence.column.until')}
          extra={t('silence.untilHint')}
          rules={[{ required: true, message: t('actForm.missing') }]}
          {...(silencing.isError && problemOf(silencing.error).where === 'until'
            ? { validateStatus: 'error' as const, help: fieldSentence(problemOf(silencing.error), t) }
            : {})}
        >
          <Input type="date" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={silencing.isPending}>
          {t('silence.add')}
        </Button>
      </Form>
      {isDrawing && (
        <DrawAreaDialog
          onArea={(corners) => {
            form.setFieldsValue({ area: textOfRing(corners) });
            void form.validateFields(['area']);
            setDrawing(false);
          }}
          onClose={() => setDrawing(false)}
        />
      )}
    </>
  );
}
