import { useMutation } from '@tanstack/react-query';
import { csvOf, type ExportTable } from '../state/exportTable.js';
import { selectionOf, type AlertFilter } from '../state/alertFilter.js';
import { bodyOf, client } from './client.js';
import { keepFile } from './downloads.js';
import type { Alert, AlertPage } from './model.js';
import { useSession } from './session.js';

export const EXPORT_FORMATS = ['xlsx', 'csv', 'geojson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The most the API hands out at once, and the most that one file takes. */
const PAGE_SIZE = 1000;
export const MOST_EXPORTED = 20_000;

interface ExportOrder {
  readonly filter: AlertFilter;
  readonly format: ExportFormat;
  readonly fileName: string;
  readonly tableOf: (alerts: readonly Alert[]) => ExportTable;
}

/** Gives all alerts that a filter leaves to the browser to keep; answers how many, and how many there are. */
export function useAlertExport() {
  const readerId = useSession().data?.id ?? '';
  return useMutation({
    mutationFn: async ({ filter, format, fileName, tableOf }: ExportOrder) => {
      const { alerts, matched } = await readAll(filter, readerId);
      keepFile(await fileOf(format, alerts, tableOf), `${fileName}.${format}`);
      return { exported: alerts.length, matched };
    },
  });
}

async function readAll(
  filter: AlertFilter,
  readerId: string,
): Promise<{ readonly alerts: readonly Alert[]; readonly matched: number }> {
  const alerts: Alert[] = [];
  let cursor: string | null = null;
  let matched = 0;
  do {
    const query = {
      ...selectionOf(filter, readerId),
      sort: filter.sort,
      limit: PAGE_SIZE,
      ...(cursor === null ? {} : { cursor }),
    };
    const page = (await bodyOf(client.GET('/v1/alerts', { params: { query } }))) as AlertPage;
    alerts.push(...page.features);
    matched = page.numberMatched;
    cursor = page.nextCursor;
  } while (cursor !== null && alerts.length < MOST_EXPORTED);
  return { alerts, matched };
}

async function fileOf(format: ExportFormat, alerts: readonly Alert[], tableOf: ExportOrder['tableOf']): Promise<Blob> {
  switch (format) {
    case 'csv':
      return new Blob([csvOf(tableOf(alerts))], { type: 'text/csv' });
    case 'geojson':
      return new Blob([JSON.stringify({ type: 'FeatureCollection', features: alerts })], {
        type: 'application/geo+json',
      });
    case 'xlsx': {
      const { xlsxOf } = await import('./xlsx.js');
      return xlsxOf(tableOf(alerts));
    }
  }
}
