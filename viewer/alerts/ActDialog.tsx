import { Form, Input, Modal, Select } from 'antd';
import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { RECTIFICATION_MEASURES, type AlertAct } from '#domain/alertLife.js';
import { officeDayOf } from '#domain/time.js';
import { useAssignees } from '../api/queries.js';
import { problemOf } from '../api/problem.js';
import { fieldSentence, ProblemNotice } from '../layout/ProblemNotice.js';
import {
  ACT_FIELDS,
  actOfForm,
  fieldOfProblem,
  isRequired,
  type ActField,
  type ActValues,
  type FormedAct,
} from './actForms.js';

/** Asks for what an act needs. What was typed stays where the server refuses it, and the refusal stands beside its field. */
export default function ActDialog(props: {
  readonly form: FormedAct;
  readonly isBusy: boolean;
  readonly failure: unknown;
  readonly onAct: (act: AlertAct, onDone: () => void) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const [form] = Form.useForm<ActValues>();
  const [opening] = useState(openingValues);
  const values = Form.useWatch([], form) ?? opening;
  const [isSent, setSent] = useState(false);
  // What failed before this form was sent belongs to something else.
  const failure = isSent ? props.failure : null;
  const problem = useMemo(() => (failure === null ? null : problemOf(failure)), [failure]);
  const field = problem === null ? null : fieldOfProblem(props.form, problem.where);
  useEffect(() => {
    if (field === null || problem === null) return;
    form.setFields([{ name: field, errors: [fieldSentence(problem, t)] }]);
    // Said once for each refusal, not at every key.
  }, [field, form, problem, t]);
  return (
    <Modal
      open
      title={t(`actForm.title.${props.form}`)}
      okText={t('actForm.send')}
      confirmLoading={props.isBusy}
      onOk={() => form.submit()}
      onCancel={props.onClose}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={opening}
        onFinish={(filled) => {
          setSent(true);
          props.onAct(actOfForm(props.form, filled), props.onClose);
        }}
      >
        {ACT_FIELDS[props.form].map((name) => {
          const required = isRequired(props.form, name, values);
          return (
            <Form.Item
              key={name}
              name={name}
              label={t(`actForm.field.${name}`)}
              rules={[{ required, whitespace: true, message: t('actForm.missing') }]}
            >
              <Field name={name} />
            </Form.Item>
          );
        })}
      </Form>
      {failure !== null && field === null && <ProblemNotice thrown={failure} />}
    </Modal>
  );
}

function openingValues(): ActValues {
  return { issuedOn: officeDayOf(new Date().toISOString()), orderKind: 'stopOrder' };
}

/** One field; `Form.Item` hands it id, value and onChange. */
function Field({ name, ...item }: { readonly name: ActField }): ReactElement {
  const { t } = useTranslation();
  const assignees = useAssignees(name === 'assigneeId');
  switch (name) {
    case 'note':
      return <Input.TextArea autoFocus rows={4} maxLength={4000} {...item} />;
    case 'orderKind': {
      const options = (['stopOrder', 'correctionOrder'] as const).map((value) => ({
        value,
        label: t(`order.${value}`),
      }));
      return <Select options={options} {...item} />;
    }
    case 'measure': {
      const options = RECTIFICATION_MEASURES.map((value) => ({ value, label: t(`rectificationMeasure.${value}`) }));
      return <Select options={options} {...item} />;
    }
    case 'assigneeId': {
      const people = assignees.data ?? [];
      const options = people.map(({ id, name: label, role }) => ({
        value: id,
        label: `${label} · ${t(`role.${role}`)}`,
      }));
      return (
        <Select showSearch={{ optionFilterProp: 'label' }} loading={assignees.isPending} options={options} {...item} />
      );
    }
    case 'issuedOn':
    case 'dueOn':
      return <Input type="date" {...item} />;
    default:
      return <Input autoFocus maxLength={200} {...item} />;
  }
}
