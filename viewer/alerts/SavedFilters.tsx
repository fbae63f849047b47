import { DeleteOutlined, StarOutlined } from '@ant-design/icons';
import { Button, Empty, Form, Input, Popover } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useForgetFilter, useSaveFilter, useSavedFilters } from '../api/savedFilters.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { filterFromSearch, filterToQuery, type AlertFilter } from '../state/alertFilter.js';
import styles from './alerts.module.css';

interface FilterProps {
  readonly filter: AlertFilter;
  readonly onFilter: (filter: AlertFilter) => void;
}

/** The reader's own filters: taken up by a click, kept under a name, forgotten. */
export function SavedFilters(props: FilterProps): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const take = (filter: AlertFilter): void => {
    props.onFilter(filter);
    setOpen(false);
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      content={isOpen && <Saved filter={props.filter} onFilter={take} />}
    >
      <Button icon={<StarOutlined aria-hidden />}>{t('filter.saved')}</Button>
    </Popover>
  );
}

function Saved({ filter, onFilter }: FilterProps): ReactElement {
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
