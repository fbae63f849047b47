import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesMethod } from '../api/model.js';

type Parameter = SeriesMethod['parameters'][number];

/** One parameter of a method; left empty, the method's default stands. */
export function ParameterItem({ parameter }: { readonly parameter: Parameter }): ReactElement {
  const { t, i18n } = useTranslation();
  const { name, meaning } = parameter;
  const key = `watch.parameter.${name}`;
  const label = i18n.exists(key) ? t(key as 'watch.parameter.confirmations') : name;
  const isTruth = typeof parameter.default === 'boolean';
  return (
    <Form.Item
      name={['parameters', name]}
      label={isTruth ? undefined : label}
      extra={meaning}
      valuePropName={isTruth ? 'checked' : 'value'}
    >
      {isTruth ? <Checkbox>{label}</Checkbox> : <ParameterInput parameter={parameter} />}
    </Form.Item>
  );
}

/** `value` and `onChange` come from the form. */
function ParameterInput({ parameter, ...bound }: { readonly parameter: Parameter }): ReactElement {
  const { default: usual, range, words } = parameter;
  const placeholder = String(usual);
  if (words !== null) {
    return (
      <Select
        {...bound}
        allowClear
        placeholder={placeholder}
        options={words.map((value) => ({ value, label: value }))}
      />
    );
  }
  if (typeof usual !== 'number') return <Input {...bound} placeholder={placeholder} autoComplete="off" />;
  const [min, max] = range ?? [-Infinity, Infinity];
  return <InputNumber {...bound} min={min} max={max} placeholder={placeholder} style={{ width: '100%' }} />;
}
