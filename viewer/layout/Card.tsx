import { useId, type ReactElement, type ReactNode } from 'react';
import styles from './Card.module.css';

/** A titled part of a page. */
export function Card(props: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <section className={styles['card']} aria-labelledby={id}>
      <header className={styles['head']}>
        <h2 id={id}>{props.title}</h2>
        {props.note !== undefined && <span className={styles['note']}>{props.note}</span>}
      </header>
      {props.children}
    </section>
  );
}
