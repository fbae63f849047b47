import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isUnderWay, withNews, type RunNews } from '../state/runProgress.js';
import type { Run } from './model.js';
import { KEYS } from './queries.js';

export type LiveConnection = 'connecting' | 'live' | 'lost';

/** Alerts come in bursts at the end of a run; the list is asked for again at most this often. */
const REFRESH_PAUSE_MS = 1000;
/** The browser comes back by itself where a line broke, but not after a refusal (a server that is starting up). */
const RETRY_AFTER_REFUSAL_MS = 5000;

/** Keeps runs and alerts fresh by server-sent events while mounted. */
export function useLiveNews(): LiveConnection {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<LiveConnection>('connecting');
  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let wasLost = false;
    const refreshAlerts = paused(() => void queries.invalidateQueries({ queryKey: KEYS.alerts }));
    const opened = (): void => {
      setConnection('live');
      if (wasLost) void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      wasLost = false;
    };
    const failed = (): void => {
      wasLost = true;
      setConnection('lost');
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_AFTER_REFUSAL_MS);
    };
    function connect(): void {
      source = new EventSource('/v1/events');
      source.addEventListener('open', opened);
      source.addEventListener('error', failed);
      source.addEventListener('run', (message) => takeRunNews(queries, JSON.parse(message.data) as RunNews));
      source.addEventListener('alert', refreshAlerts.call);
      source.addEventListener('watchGap', () => void queries.invalidateQueries({ queryKey: KEYS.schedules }));
    }
    connect();
    return () => {
      clearTimeout(retry);
      refreshAlerts.cancel();
      source?.close();
    };
  }, [queries]);
  return connection;
}

/** A run that is new may come with scenes, plans and a watch area that are new, too. */
const WITH_A_NEW_RUN = [KEYS.runs, KEYS.scenes, KEYS.layers, KEYS.watchAreas];
const WITH_A_FINISHED_RUN = [KEYS.runs, KEYS.alerts, ['patches']];

function takeRunNews(queries: QueryClient, news: RunNews): void {
  const runs = queries.getQueryData<Run[]>(KEYS.runs);
  const isKnown = runs?.some((run) => run.id === news.id) === true;
  if (isKnown) queries.setQueryData<Run[]>(KEYS.runs, withNews(runs, news));
  const stale = [...(isKnown ? [] : WITH_A_NEW_RUN), ...(isUnderWay(news.status) ? [] : WITH_A_FINISHED_RUN)];
  for (const queryKey of stale) void queries.invalidateQueries({ queryKey });
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
