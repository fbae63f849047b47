import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUndoSeveral, type ActedAlert } from '../api/alertActs.js';

/** As long as after an act on one alert; the server gives a minute. */
const UNDO_SHOWN_SECONDS = 12;

/** Says what was done to several alerts, and offers to take it back for some seconds. */
export function useUndoOfSeveral(): (title: string, acted: readonly ActedAlert[]) => void {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const { mutate } = useUndoSeveral();
  return (title, acted) => {
    if (acted.length === 0) return;
    const key = `undo ${acted[0]!.id} ${acted[0]!.revision}`;
    const undo = (): void => {
      notification.destroy(key);
      mutate(acted, {
        onSuccess: (tooLate) => {
          if (tooLate > 0)
            notification.warning({ title: t('marked.tooLate', { count: tooLate }), placement: 'bottomRight' });
        },
      });
    };
    notification.success({
      key,
      title,
      duration: UNDO_SHOWN_SECONDS,
      placement: 'bottomRight',
      actions: (
        <Button size="small" onClick={undo}>
          {t('decision.undo')}
        </Button>
      ),
    });
  };
}
