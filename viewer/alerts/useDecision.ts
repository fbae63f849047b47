import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import type { AlertAct } from '#domain/alertLife.js';
import { useAlertAct } from '../api/alertActs.js';
import type { AlertDetail } from '../api/model.js';
import type { RecordedAct } from './useUndo.js';

/** Acts on the alert; one that settles it goes on to the next, and can be taken back from there. */
export function useDecision(alert: AlertDetail, nextHref: string | null, onRecorded: (recorded: RecordedAct) => void) {
  const navigate = useNavigate();
  const { mutate, isPending, error, variables } = useAlertAct();
  const onAct = useCallback(
    (act: AlertAct, onDone?: () => void): void => {
      const goOn = act.act === 'determine' ? nextHref : null;
      mutate(
        { alert, act },
        {
          onSuccess: ({ id, revision }) => {
            onRecorded({ alertId: id, revision, act: act.act });
            onDone?.();
            if (goOn !== null) void navigate(goOn);
          },
        },
      );
    },
    [alert, mutate, navigate, nextHref, onRecorded],
  );
  // What failed on another alert does not stand on this one.
  const failure = variables?.alert.id === alert.id ? error : null;
  return { isBusy: isPending, failure, onAct };
}
