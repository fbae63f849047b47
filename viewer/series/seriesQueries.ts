import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { bodyOf, client } from '../api/client.js';
import type { PixelSeries } from '../api/model.js';
import type { Place } from '../state/areaAt.js';

/** One pixel of a watch area over time. @param value band or index; null: what is followed */
export function usePixelSeries(areaId: string, { lon, lat }: Place, value: string | null) {
  return useQuery({
    queryKey: ['series', areaId, lon, lat, value],
    queryFn: async (): Promise<PixelSeries> => {
      const query = { lon, lat, ...(value === null ? {} : { value }) };
      return bodyOf(client.GET('/v1/watch-areas/{id}/series', { params: { path: { id: areaId }, query } }));
    },
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  });
}
