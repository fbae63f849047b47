import { Button, Checkbox, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Card } from '../layout/Card.js';
import { EmptyNotice } from '../layout/EmptyNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import table from '../layout/table.module.css';
import { momentText } from '../state/moments.js';
import { NoticeChoicesForm } from './NoticeChoicesForm.js';
import { useMarkingRead, useNoticeChoices, useNotices, type Notice } from './noticeQueries.js';
import styles from './notices.module.css';
import { noticeHref, useNoticeText } from './useNoticeText.js';

/** What the signed-in person was told, and how they want to be told. */
export default function NoticesPage(): ReactElement {
  const { t } = useTranslation();
  const [isUnreadOnly, setUnreadOnly] = useState(false);
  const notices = useNotices(isUnreadOnly);
  const choices = useNoticeChoices();
  const mark = useMarkingRead();
  const shown = notices.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={table['page']}>
      <header className={table['head']}>
        <h1>{t('notice.title')}</h1>
        <span>{t('notice.note')}</span>
      </header>
      <div className={styles['cards']}>
        <section aria-label={t('notice.title')}>
          <div className={table['filters']}>
            <Checkbox checked={isUnreadOnly} onChange={({ target }) => setUnreadOnly(target.checked)}>
              {t('notice.unreadOnly')}
            </Checkbox>
            <Button size="small" loading={mark.isPending} onClick={() => mark.mutate('all')}>
              {t('notice.markAll')}
            </Button>
          </div>
          {notices.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
          {notices.isError && <ProblemNotice thrown={notices.error} onRetry={() => void notices.refetch()} />}
          {notices.isSuccess && shown.length === 0 && (
            <EmptyNotice title={t('notice.empty')} detail={t('notice.emptyDetail')} />
          )}
          {shown.length > 0 && <NoticeTable notices={shown} onRead={(id) => mark.mutate([id])} />}
          {notices.hasNextPage && (
            <Button loading={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
              {t('notice.more')}
            </Button>
          )}
        </section>
        <Card title={t('notice.choices')}>
          {choices.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
          {choices.isError && <ProblemNotice thrown={choices.error} onRetry={() => void choices.refetch()} />}
          {choices.isSuccess && <NoticeChoicesForm choices={choices.data} />}
        </Card>
      </div>
    </div>
  );
}

interface TableProps {
  readonly notices: readonly Notice[];
  readonly onRead: (id: string) => void;
}

function NoticeTable({ notices, onRead }: TableProps): ReactElement {
  const { t } = useTranslation();
  const textOf = useNoticeText();
  return (
    <div className={table['scroll']} role="region" aria-label={t('notice.title')} tabIndex={0}>
      <table className={table['table']} aria-label={t('notice.title')}>
        <thead>
          <tr>
            <th scope="col">{t('notice.column.what')}</th>
            <th scope="col">{t('notice.column.detail')}</th>
            <th scope="col">{t('notice.column.time')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {notices.map((notice) => (
            <tr key={notice.id} className={notice.readAt === null ? styles['unread'] : undefined}>
              <th scope="row">
                <Link to={noticeHref(notice)} onClick={() => onRead(notice.id)}>
                  {t(`notice.kind.${notice.kind}`)}
                </Link>
              </th>
              <td className={table['wrapped']}>{textOf(notice)}</td>
              <td className="figures">{momentText(notice.createdAt)}</td>
              <td>
                {notice.readAt === null ? (
                  <Button size="small" onClick={() => onRead(notice.id)}>
                    {t('notice.markRead')}
                  </Button>
                ) : (
                  t('notice.read')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
