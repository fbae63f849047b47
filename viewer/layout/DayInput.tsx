import type { ReactElement } from 'react';
import styles from './DayInput.module.css';

/** A day in the browser's own picker, which speaks the reader's language. @param props.value ISO date; '' for none */
export function DayInput(props: {
  readonly label: string;
  readonly value: string;
  readonly min?: string;
  readonly max?: string;
  readonly onDay: (day: string) => void;
}): ReactElement {
  return (
    <label className={styles['day']}>
      {props.label}
      <input
        type="date"
        value={props.value}
        min={props.min}
        max={props.max}
        onChange={({ target }) => props.onDay(target.value)}
      />
    </label>
  );
}
