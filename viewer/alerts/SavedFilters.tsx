import { StarOutlined } from '@ant-design/icons';
import { Button, Popover, Spin } from 'antd';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertFilter } from '../state/alertFilter.js';

const SavedFilterList = lazy(() => import('./SavedFilterList.js'));

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
      content={
        isOpen && (
          <Suspense fallback={<Spin />}>
            <SavedFilterList filter={props.filter} onFilter={take} />
          </Suspense>
        )
      }
    >
      <Button icon={<StarOutlined aria-hidden />}>{t('filter.saved')}</Button>
    </Popover>
  );
}
