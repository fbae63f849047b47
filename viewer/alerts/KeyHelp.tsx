import { Modal } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isTyping } from '../layout/isTyping.js';
import styles from './KeyHelp.module.css';

const KEYS = [
  [['J', 'K'], 'step'],
  [['V'], 'violation'],
  [['F'], 'field'],
  [['U'], 'unclear'],
  [['1', '…', '='], 'reject'],
  [['O'], 'other'],
  [['A'], 'acknowledge'],
  [['C'], 'comment'],
  [['G'], 'assign'],
  [['S'], 'supervise'],
  [['Z'], 'undo'],
  [['M'], 'mode'],
  [['B'], 'flip'],
  [['R'], 'recentre'],
  [['?'], 'help'],
] as const;

/** The keys of an alert's page, on ? and by button. */
export function KeyHelp(): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const toggle = (event: KeyboardEvent): void => {
      if (event.key === '?' && !isTyping(event.target)) setOpen((isUp) => !isUp);
    };
    window.addEventListener('keydown', toggle);
    return () => window.removeEventListener('keydown', toggle);
  }, []);
  return (
    <>
      <button type="button" className={styles['open']} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('keys.open')} <kbd>?</kbd>
      </button>
      <Modal open={isOpen} title={t('keys.title')} footer={null} width={420} onCancel={() => setOpen(false)}>
        <dl className={styles['keys']}>
          {KEYS.map(([keys, name]) => (
            <div key={name}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(`keys.${name}`)}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </>
  );
}
