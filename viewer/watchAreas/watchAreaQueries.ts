import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AreaGeometry } from '#domain/geometry.js';
import { bodyOf, client } from '../api/client.js';
import type { SeriesMethod, WatchArea } from '../api/model.js';
import { KEYS } from '../api/queries.js';
import type { components } from '../api/schema.js';

export type WatchSchedule = components['schemas']['WatchSchedule'];
export type NewSeriesMonitor = components['schemas']['NewSeriesMonitor'];

/** How the series of all watch areas in the region stand. */
export const useSchedules = () =>
  useQuery({
    queryKey: KEYS.schedules,
    queryFn: async (): Promise<WatchSchedule[]> => (await bodyOf(client.GET('/v1/watch-schedules'))).items,
  });

/** Ways of watching a series; they change with the program only. */
export const useSeriesMethods = () =>
  useQuery({
    queryKey: ['seriesMethods'],
    // The client's types forget that `range` is a pair.
    queryFn: async () => (await bodyOf(client.GET('/v1/series-methods'))).items as SeriesMethod[],
    staleTime: Infinity,
  });

/** A change of what is watched, after which areas and schedules are read anew. */
function useChange<T>(change: (given: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all(
        [KEYS.watchAreas, KEYS.schedules, KEYS.runs].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}

export interface NewArea {
  readonly name: string;
  readonly adminCode: string;
  /** '': the default. */
  readonly recipe: string;
  readonly geometry: AreaGeometry;
}

export const useNewArea = () =>
  useChange(({ name, adminCode, recipe, geometry }: NewArea) =>
    bodyOf(
      client.POST('/v1/watch-areas', {
        body: {
          name,
          adminCode,
          ...(recipe === '' ? {} : { recipe }),
          geometry: geometry as components['schemas']['AreaGeometry'],
        },
      }),
    ),
  );

/** Sets how the series of an area is watched; null: no more. */
export const useMonitorSetting = ({ id }: WatchArea) =>
  useChange((monitor: NewSeriesMonitor | null) => {
    const params = { path: { id } };
    return monitor === null
      ? bodyOf(client.DELETE('/v1/watch-areas/{id}/series-monitor', { params }))
      : bodyOf(client.PUT('/v1/watch-areas/{id}/series-monitor', { params, body: monitor }));
  });

export const useMonitorNow = () =>
  useChange((id: string) => bodyOf(client.POST('/v1/watch-areas/{id}/monitor', { params: { path: { id } } })));
