import { useTranslation } from 'react-i18next';
import type { Notice } from './noticeQueries.js';

/** What a notice says beside its kind, in one line. */
export function useNoticeText(): (notice: Notice) => string {
  const { t } = useTranslation();
  return ({ detail }) =>
    [
      detail.severity !== undefined && t(`severity.${detail.severity}`),
      detail.kind !== undefined && t(`violation.${detail.kind}`),
      detail.dueOn !== undefined && t('notice.due', { day: detail.dueOn }),
      detail.overdueDays !== undefined && t('notice.overdueDays', { count: detail.overdueDays }),
      detail.count !== undefined && t('notice.count', { count: detail.count }),
      detail.by !== undefined && t('notice.by', { name: detail.by }),
      detail.note,
    ]
      .filter((part) => part !== false && part !== undefined)
      .join(' · ');
}

/** Where a notice leads: the alert, or the overdue ones of the queue. */
export const noticeHref = ({ alertId }: Pick<Notice, 'alertId'>): string =>
  alertId === null ? '/?overdue=true' : `/alerts/${alertId}`;
