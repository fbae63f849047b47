import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { selectionOf, type AlertFilter, type AlertSort } from '../state/alertFilter.js';
import { chipAddress } from './addresses.js';
import { bodyOf, client } from './client.js';
import type { AlertDetail, AlertPage, Layer, Run, Scene, WatchArea } from './model.js';
import { useSession } from './session.js';

/** Alerts per page of the list, and the most that the map shows at once. */
export const ALERT_PAGE_SIZE = 100;
const SCENES_SHOWN = 1000;
const RUNS_SHOWN = 200;

/** Keys of what is cached; live news (events.ts) refreshes by them. */
export const KEYS = {
  scenes: ['scenes'],
  layers: ['layers'],
  watchAreas: ['watchAreas'],
  schedules: ['watchSchedules'],
  assignees: ['assignees'],
  runs: ['runs'],
  alerts: ['alerts'],
  alert: (id: string) => ['alert', id],
  patches: (bbox: string) => ['patches', bbox],
  permits: (bbox: string) => ['permits', bbox],
} as const;

export function useScenes() {
  return useQuery({
    queryKey: KEYS.scenes,
    queryFn: async (): Promise<Scene[]> =>
      (await bodyOf(client.GET('/v1/scenes', { params: { query: { limit: SCENES_SHOWN } } }))).items,
  });
}

export function useLayers() {
  return useQuery({
    queryKey: KEYS.layers,
    queryFn: async (): Promise<Layer[]> => (await bodyOf(client.GET('/v1/layers'))).items,
  });
}

export function useWatchAreas() {
  return useQuery({
    queryKey: KEYS.watchAreas,
    queryFn: async (): Promise<WatchArea[]> => (await bodyOf(client.GET('/v1/watch-areas'))).items,
  });
}

/** Runs, newest first. */
export function useRuns() {
  return useQuery({
    queryKey: KEYS.runs,
    queryFn: async (): Promise<Run[]> =>
      (await bodyOf(client.GET('/v1/runs', { params: { query: { limit: RUNS_SHOWN } } }))).items,
  });
}

/** The alerts a filter leaves, page after page in the filter's order. */
export function useAlerts(filter: AlertFilter) {
  const selection = useSelection(filter);
  return useInfiniteQuery({
    queryKey: [...KEYS.alerts, 'pages', selection, filter.sort],
    queryFn: ({ pageParam }) => readAlertPage(selection, filter.sort, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** The filter as the API takes it, for whoever reads. */
export function useSelection(filter: AlertFilter): AlertSelection {
  const readerId = useSession().data?.id ?? '';
  return useMemo(() => selectionOf(filter, readerId), [filter, readerId]);
}

type AlertSelection = ReturnType<typeof selectionOf>;

async function readAlertPage(selection: AlertSelection, sort: AlertSort, cursor: string | null): Promise<AlertPage> {
  const query = { ...selection, sort, limit: ALERT_PAGE_SIZE, ...(cursor === null ? {} : { cursor }) };
  // The client's types forget that `centre` is a pair.
  return (await bodyOf(client.GET('/v1/alerts', { params: { query } }))) as AlertPage;
}

/** How many alerts a filter leaves, without reading them. */
export function useAlertCount(filter: AlertFilter) {
  const selection = useSelection(filter);
  return useQuery({
    queryKey: [...KEYS.alerts, 'count', selection],
    queryFn: async () => {
      const query = { ...selection, limit: 1 };
      return (await bodyOf(client.GET('/v1/alerts', { params: { query } }))).numberMatched;
    },
    placeholderData: keepPreviousData,
  });
}

/** One alert; asked for only where it is needed. */
export function useAlert(id: string, isNeeded = true) {
  return useQuery({ ...alertQuery(id), enabled: isNeeded });
}

const alertQuery = (id: string) => ({
  queryKey: KEYS.alert(id),
  queryFn: async () => (await bodyOf(client.GET('/v1/alerts/{id}', { params: { path: { id } } }))) as AlertDetail,
});

/** Reads an alert and its chips ahead, so that the step to it shows them at once. */
export function usePrefetchedAlert(id: string | null): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (id === null) return;
    void queries.prefetchQuery(alertQuery(id));
    void queries.prefetchQuery(historyQuery(id));
    for (const epoch of ['before', 'after'] as const) new Image().src = chipAddress(id, epoch, 'trueColour');
  }, [queries, id]);
}

/** People an alert can be given to. */
export function useAssignees(isNeeded: boolean) {
  return useQuery({
    queryKey: KEYS.assignees,
    enabled: isNeeded,
    queryFn: async () => (await bodyOf(client.GET('/v1/assignees'))).items,
  });
}

export const useAlertHistory = (id: string) => useQuery(historyQuery(id));

const historyQuery = (id: string) => ({
  queryKey: [...KEYS.alert(id), 'history'],
  queryFn: async () => (await bodyOf(client.GET('/v1/alerts/{id}/history', { params: { path: { id } } }))).items,
});

/** Patches or permits within `west,south,east,north`; the map asks for what it shows. */
export function usePatches(bbox: string | null) {
  return useQuery({
    queryKey: KEYS.patches(bbox ?? ''),
    enabled: bbox !== null,
    queryFn: () => bodyOf(client.GET('/v1/patches', { params: { query: { bbox: bbox ?? '', limit: 1000 } } })),
    placeholderData: keepPreviousData,
  });
}

export function usePermits(bbox: string | null) {
  return useQuery({
    queryKey: KEYS.permits(bbox ?? ''),
    enabled: bbox !== null,
    queryFn: () => bodyOf(client.GET('/v1/permits', { params: { query: { bbox: bbox ?? '', limit: 1000 } } })),
    placeholderData: keepPreviousData,
  });
}
