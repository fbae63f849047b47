import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isUnderWay, withNews, type RunNews } from '../state/runProgress.js';
import type { Run } from './model.js';
import { KEYS } from './queries.js';

export type LiveConnection = 'connecting' | 'live' | 'lost';

/** Alerts come in bursts at the end of a run; the list is asked for again at most this often. */
const REFRESH_PAUSE_MS = 1000;

/** Keeps runs and alerts fresh by server-sent events while mounted; the browser reconnects by itself. */
export function useLiveNews(): LiveConnection {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<LiveConnection>('connecting');
  useEffect(() => {
    const source = new EventSource('/v1/events');
    const refreshAlerts = paused(() => void queries.invalidateQueries({ queryKey: KEYS.alerts }));
    source.addEventListener('open', () => setConnection('live'));
    source.addEventListener('error', () => setConnection('lost'));
    source.addEventListener('run', (message) => takeRunNews(queries, JSON.parse(message.data) as RunNews));
    source.addEventListener('alert', refreshAlerts.call);
    return () => {
      refreshAlerts.cancel();
      source.close();
    };
  }, [queries]);
  return connection;
}

function takeRunNews(queries: QueryClient, news: RunNews): void {
  const runs = queries.getQueryData<Run[]>(KEYS.runs);
  if (runs?.some((run) => run.id === news.id) === true) {
    queries.setQueryData<Run[]>(KEYS.runs, withNews(runs, news));
    if (isUnderWay(news.status)) return;
  }
  void queries.invalidateQueries({ queryKey: KEYS.runs });
  if (isUnderWay(news.status)) return;
  for (const queryKey of [KEYS.alerts, KEYS.scenes, ['patches']]) void queries.invalidateQueries({ queryKey });
}

/** Calls `act` once per pause, however often it is asked to. */
function paused(act: () => void): { call: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    call: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        act();
      }, REFRESH_PAUSE_MS);
    },
    cancel: () => clearTimeout(timer),
  };
}
