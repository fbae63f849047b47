import type { ReactElement, ReactNode } from 'react';
import styles from './notices.module.css';

/** Nothing is there, why, and what to do about it. */
export function EmptyNotice(props: {
  readonly title: string;
  readonly detail?: string;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div className={styles['empty']}>
      <p className={styles['emptyTitle']}>{props.title}</p>
      {props.detail !== undefined && <p className={styles['quiet']}>{props.detail}</p>}
      {props.children}
    </div>
  );
}
