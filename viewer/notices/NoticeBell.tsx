import { BellOutlined } from '@ant-design/icons';
import { Badge, Button, Popover } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import shell from '../layout/Shell.module.css';
import { momentText } from '../state/moments.js';
import styles from './notices.module.css';
import { useMarkingRead, useUnreadNotices, type Notice } from './noticeQueries.js';
import { noticeHref, useNoticeText } from './useNoticeText.js';

/** How much the signed-in person has not read yet; opens on the newest of it. */
export function NoticeBell(): ReactElement {
  const { t } = useTranslation();
  const unread = useUnreadNotices();
  const [isOpen, setOpen] = useState(false);
  const count = unread.data?.unreadCount ?? 0;
  const label = t('notice.bell', { count });
  return (
    <Popover
      trigger={['click']}
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      content={<Newest notices={unread.data?.items ?? []} onLeave={() => setOpen(false)} />}
    >
      <button type="button" className={shell['tool']} aria-label={label} title={label} aria-expanded={isOpen}>
        <Badge count={count} size="small" overflowCount={99} color="#b3261e">
          <BellOutlined aria-hidden className={styles['bell']} />
        </Badge>
      </button>
    </Popover>
  );
}

function Newest(props: { readonly notices: readonly Notice[]; readonly onLeave: () => void }): ReactElement {
  const { t } = useTranslation();
  const textOf = useNoticeText();
  const mark = useMarkingRead();
  return (
    <section className={styles['newest']} aria-label={t('notice.title')}>
      {props.notices.length === 0 && <p className={styles['quiet']}>{t('notice.empty')}</p>}
      <ul>
        {props.notices.map((notice) => (
          <li key={notice.id}>
            <Link
              to={noticeHref(notice)}
              onClick={() => {
                mark.mutate([notice.id]);
                props.onLeave();
              }}
            >
              <b>{t(`notice.kind.${notice.kind}`)}</b>
              <time dateTime={notice.createdAt}>{momentText(notice.createdAt)}</time>
              <span>{textOf(notice)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <footer>
        <Link to="/notices" onClick={props.onLeave}>
          {t('notice.all')}
        </Link>
        {props.notices.length > 0 && (
          <Button size="small" type="text" loading={mark.isPending} onClick={() => mark.mutate('all')}>
            {t('notice.markAll')}
          </Button>
        )}
      </footer>
    </section>
  );
}
