import { DeleteOutlined } from '@ant-design/icons';
import { Button, Empty, Form, Input } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useForgetFilter, useSaveFilter, useSavedFilters } from '../api/savedFilters.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { filterFromSearch, filterToQuery, type AlertFilter } from '../state/alertFilter.js';
import styles from './alerts.module.css';

/** What is kept, and a form that keeps the filter in use under a name. */
export default function SavedFilterList({
  filter,
  onFilter,
}: {
  readonly filter: AlertFilter;
  readonly onFilter: (filter: AlertFilter) => void;
}): ReactElement {
  const { t } = useTranslation();
  const saved = useSavedFilters();
  const save = useSaveFilter();
  const forget = useForgetFilter();
  const [form] = Form.useForm<{ name: string }>();
  const keep = ({ name }: { name: string }): void => {
    const query = new URLSearchParams(filterToQuery(filter)).toString();
    save.mutate({ name: name.trim(), query }, { onSuccess: () => form.resetFields() });
  };
  const items = saved.data ?? [];
  return (
    <div className={styles['saved']}>
      {saved.isError && <ProblemNotice thrown={saved.error} onRetry={() => void saved.refetch()} />}
      {saved.isSuccess && items.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('filter.noneSaved')} />
      )}
      <ul>
        {items.map(({ name, query }) => (
          <li key={name}>
            <Button type="link" onClick={() => onFilter(filterFromSearch(new URLSearchParams(query)))}>
              {name}
            </Button>
            <Button
              type="text"
              size="small"
              aria-label={t('filter.forget', { name })}
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => forget.mutate(name)}
            />
          </li>
        ))}
      </ul>
      <Form form={form} layout="inline" onFinish={keep} disabled={save.isPending}>
        <Form.Item name="name" rules={[{ required: true, whitespace: true, message: t('actForm.missing') }]}>
          <Input aria-label={t('filter.name')} placeholder={t('filter.name')} maxLength={60} />
        </Form.Item>
        <Button htmlType="submit">{t('filter.save')}</Button>
      </Form>
      {save.isError && <ProblemNotice thrown={save.error} />}
    </div>
  );
}
