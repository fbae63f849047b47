import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './dashboard.module.css';

export interface Bar {
  readonly key: string;
  readonly label: ReactNode;
  /** Length of the bar, in the unit of its list; null where nothing is known. */
  readonly value: number | null;
  readonly text: string;
  /** What stands behind the figure; null where nothing can be listed. */
  readonly href: string | null;
  readonly colour?: string;
}

/** Figures under each other, each with a bar as long as it is large. The text carries the figure; the bar is a picture. */
export function BarList({ bars, label }: { readonly bars: readonly Bar[]; readonly label: string }): ReactElement {
  const most = Math.max(1e-9, ...bars.map(({ value }) => value ?? 0));
  return (
    <ul className={styles['bars']} aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.key}>
          <span className={styles['barLabel']}>{bar.label}</span>
          <span className={styles['barTrack']} aria-hidden>
            <span
              className={styles['bar']}
              style={{ width: `${((bar.value ?? 0) / most) * 100}%`, background: bar.colour }}
            />
          </span>
          <span className={styles['barText']}>
            <Figure text={bar.text} href={bar.href} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A figure that leads to what it counts. */
export function Figure({ text, href }: { readonly text: string; readonly href: string | null }): ReactElement {
  return href === null ? <>{text}</> : <Link to={href}>{text}</Link>;
}
