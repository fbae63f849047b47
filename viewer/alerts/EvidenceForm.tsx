import { Button, Input } from 'antd';
import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { officeDayOf } from '#domain/time.js';
import { FileInput } from '../layout/FileInput.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from './AlertEvidence.module.css';
import { useHandIn } from './evidenceQueries.js';

/** Chooses files, the day of the visit and words for them; on a phone the camera is offered. */
export function EvidenceForm({ alertId }: { readonly alertId: string }): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const [handedIn, setHandedIn] = useState(0);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [visitedOn, setVisitedOn] = useState(() => officeDayOf(new Date().toISOString()));
  const [note, setNote] = useState('');
  const handIn = useHandIn(alertId);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const words = note.trim() === '' ? null : note.trim();
    handIn.mutate({ files, visitedOn: visitedOn === '' ? null : visitedOn, note: words }, { onSuccess: clear });
  };
  const clear = (): void => {
    setFiles([]);
    setNote('');
    setHandedIn((count) => count + 1);
  };
  return (
    <form className={styles['form']} onSubmit={submit} aria-label={t('evidence.add')}>
      <p className={styles['quiet']}>{t('evidence.addHint')}</p>
      <div className={styles['fields']}>
        <label htmlFor={`${id}-files`}>{t('evidence.files')}</label>
        <FileInput
          key={handedIn}
          id={`${id}-files`}
          isMultiple
          accept="image/jpeg,image/png,image/webp,application/pdf"
          onFiles={setFiles}
        />
        <label htmlFor={`${id}-day`}>{t('evidence.visitedOn')}</label>
        <input id={`${id}-day`} type="date" value={visitedOn} onChange={(event) => setVisitedOn(event.target.value)} />
        <label htmlFor={`${id}-note`}>{t('evidence.words')}</label>
        <Input id={`${id}-note`} value={note} maxLength={4000} onChange={(event) => setNote(event.target.value)} />
      </div>
      {handIn.isError && <ProblemNotice thrown={handIn.error} />}
      <Button htmlType="submit" disabled={files.length === 0} loading={handIn.isPending}>
        {t('evidence.submit')}
      </Button>
    </form>
  );
}
