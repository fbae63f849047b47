import { App, Button } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { AlertActName } from '#domain/alertLife.js';
import { useUndoAct } from '../api/alertActs.js';
import { isTyping } from '../layout/isTyping.js';

/** How long a decision can be taken back from the page; the server gives a minute. */
const UNDO_SHOWN_SECONDS = 12;

/** An act that was just recorded. */
export interface RecordedAct {
  readonly alertId: string;
  /** Of the alert after the act. */
  readonly revision: number;
  readonly act: AlertActName;
}

/** Offers to take the last act back, by button or by Z, for some seconds and on whatever alert the reader stands by then. */
export function useUndo(): (recorded: RecordedAct) => void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { notification } = App.useApp();
  const { mutate } = useUndoAct();
  const takeBack = useRef<(() => void) | null>(null);
  useEffect(() => {
    const undo = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || event.altKey || event.repeat || isTyping(event.target)) return;
      if (takeBack.current === null) return;
      event.preventDefault();
      takeBack.current();
    };
    window.addEventListener('keydown', undo);
    return () => window.removeEventListener('keydown', undo);
  }, []);
  return useCallback(
    ({ alertId, revision, act }: RecordedAct): void => {
      const undo = (): void => {
        takeBack.current = null;
        notification.destroy(alertId);
        mutate(
          { id: alertId, revision },
          { onSuccess: () => void navigate(`/alerts/${alertId}${window.location.search}`) },
        );
      };
      takeBack.current = undo;
      notification.success({
        key: alertId,
        title: t(`historyAct.${act}`),
        description: t('decision.done'),
        duration: UNDO_SHOWN_SECONDS,
        placement: 'bottomRight',
        onClose: () => {
          if (takeBack.current === undo) takeBack.current = null;
        },
        actions: (
          <Button size="small" onClick={undo}>
            {t('decision.undo')} <kbd>Z</kbd>
          </Button>
        ),
      });
    },
    [mutate, navigate, notification, t],
  );
}
