import { Button, Checkbox, Collapse, Form, Input, InputNumber, Popconfirm, Select, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SENSOR_KINDS } from '#domain/scene.js';
import { HARMONISATIONS, SERIES_MONITOR_DEFAULTS } from '#domain/seriesMonitor.js';
import type { SeriesMethod, WatchArea } from '../api/model.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { ParameterItem } from './ParameterItem.js';
import { monitorOf, type MonitorFields } from './monitorFields.js';
import { useMonitorSetting, useSeriesMethods } from './watchAreaQueries.js';

interface MonitorFormProps {
  readonly area: WatchArea;
  readonly onDone: () => void;
}

/** How the series of an area is watched. */
export function MonitorForm(props: MonitorFormProps): ReactElement {
  const methods = useSeriesMethods();
  if (methods.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (methods.isError) return <ProblemNotice thrown={methods.error} onRetry={() => void methods.refetch()} />;
  return <FormOfMethods {...props} methods={methods.data} />;
}

const USUAL_METHOD = 'cusum';
const DAYS = { min: 1, max: 3660, precision: 0, style: { width: '100%' } } as const;

function FormOfMethods({ area, methods, onDone }: MonitorFormProps & { readonly methods: readonly SeriesMethod[] }) {
  const { t } = useTranslation();
  const save = useMonitorSetting(area);
  const initial = area.seriesMonitor ?? { ...SERIES_MONITOR_DEFAULTS, method: USUAL_METHOD };
  const [name, setName] = useState<string>(initial.method);
  const method = methods.find((each) => each.name === name) ?? null;
  const submit = (fields: MonitorFields): void => {
    if (method !== null) save.mutate(monitorOf(fields, method), { onSuccess: onDone });
  };
  return (
    <>
      {save.isError && <ProblemNotice thrown={save.error} />}
      <Form<MonitorFields>
        layout="vertical"
        initialValues={{ ...initial, historyEnd: initial.historyEnd ?? '', value: initial.value ?? '' }}
        onFinish={submit}
        disabled={save.isPending}
      >
        <Form.Item name="method" label={t('watch.column.monitor')} extra={method?.source}>
          <Select
            options={methods.map(({ name: value }) => ({ value, label: t(`watch.method.${value}`) }))}
            onChange={setName}
          />
        </Form.Item>
        <Form.Item name="sensor" label={t('watch.sensor')}>
          <Select options={SENSOR_KINDS.map((value) => ({ value, label: t(`sensor.${value}`) }))} />
        </Form.Item>
        <Form.Item name="value" label={t('series.value')} extra={t('watch.valueHint')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="historyEnd" label={t('watch.historyEnd')} extra={t('watch.historyEndHint')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="cadenceDays" label={t('watch.cadenceDays')} extra={t('watch.cadenceHint')}>
          <InputNumber {...DAYS} />
        </Form.Item>
        <Form.Item name="gapDays" label={t('watch.gapDays')} extra={t('watch.gapHint')}>
          <InputNumber {...DAYS} />
        </Form.Item>
        {method !== null && <MethodItems method={method} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('watch.save')}
        </Button>{' '}
        {area.seriesMonitor !== null && (
          <Popconfirm title={t('watch.stopAsk')} onConfirm={() => save.mutate(null, { onSuccess: onDone })}>
            <Button danger>{t('watch.stop')}</Button>
          </Popconfirm>
        )}
      </Form>
    </>
  );
}

/** What people set first stands open; the rest of a method's parameters below. */
const USUAL_PARAMETERS = [
  'level',
  'sensitivity',
  'confirmations',
  'consecutive',
  'threshold',
  'whisker',
  'significance',
];

function MethodItems({ method }: { readonly method: SeriesMethod }): ReactElement {
  const { t } = useTranslation();
  const usual = method.parameters.filter(({ name }) => USUAL_PARAMETERS.includes(name));
  const others = method.parameters.filter((parameter) => !usual.includes(parameter));
  const more = (
    <>
      {method.defaultOrder !== null && (
        <Form.Item name="order" label={t('watch.order')}>
          <InputNumber min={0} max={20} precision={0} placeholder={String(method.defaultOrder)} />
        </Form.Item>
      )}
      <Form.Item name="trend" valuePropName="checked">
        <Checkbox>{t('watch.trend')}</Checkbox>
      </Form.Item>
      <Form.Item name="harmonisation" label={t('watch.harmonisation')}>
        <Select options={HARMONISATIONS.map((value) => ({ value, label: t(`watch.harmonise.${value}`) }))} />
      </Form.Item>
      {others.map((parameter) => (
        <ParameterItem key={`${method.name}/${parameter.name}`} parameter={parameter} />
      ))}
    </>
  );
  return (
    <>
      {usual.map((parameter) => (
        <ParameterItem key={`${method.name}/${parameter.name}`} parameter={parameter} />
      ))}
      <Collapse
        ghost
        items={[{ key: 'more', label: t('watch.more'), children: more, forceRender: true }]}
        style={{ marginBottom: 12 }}
      />
    </>
  );
}
