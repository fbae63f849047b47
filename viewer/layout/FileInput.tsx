import { PaperClipOutlined } from '@ant-design/icons';
import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './FileInput.module.css';

/** The browser's own choice of files, in words of the page's language instead of the browser's. */
export function FileInput(props: {
  readonly id?: string;
  readonly label?: string;
  readonly accept: string;
  readonly isMultiple?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const [names, setNames] = useState<readonly string[]>([]);
  return (
    <span className={styles['field']}>
      <input
        ref={chooser}
        id={props.id}
        className="visuallyHidden"
        type="file"
        aria-label={props.label}
        accept={props.accept}
        multiple={props.isMultiple ?? false}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          setNames(files.map(({ name }) => name));
          props.onFiles(files);
        }}
      />
      <span className={styles['button']} aria-hidden onClick={() => chooser.current?.click()}>
        <PaperClipOutlined /> {props.label ?? t('app.chooseFile')}
      </span>
      <span className={styles['names']}>{names.length === 0 ? t('app.noFile') : names.join(', ')}</span>
    </span>
  );
}
