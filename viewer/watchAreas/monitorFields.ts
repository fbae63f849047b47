import type { SeriesMethod, SeriesMonitor } from '../api/model.js';
import type { NewSeriesMonitor } from './watchAreaQueries.js';

/** A monitor as the form's fields hold it: what is empty says nothing. */
export interface MonitorFields extends Omit<SeriesMonitor, 'historyEnd' | 'value' | 'parameters'> {
  readonly historyEnd: string;
  readonly value: string;
  readonly parameters?: Readonly<Record<string, number | string | boolean | null | undefined>>;
}

/** The fields as the API takes them: only parameters that the method has, and that are not its defaults. */
export function monitorOf(fields: MonitorFields, { parameters: known }: SeriesMethod): NewSeriesMonitor {
  const parameters: Record<string, number | string | boolean> = {};
  for (const { name, default: usual } of known) {
    const value = fields.parameters?.[name] ?? null;
    if (value !== null && value !== usual) parameters[name] = value;
  }
  return {
    ...fields,
    order: fields.order ?? null,
    cadenceDays: fields.cadenceDays ?? null,
    gapDays: fields.gapDays ?? null,
    historyEnd: fields.historyEnd || null,
    value: fields.value.trim() || null,
    parameters,
  };
}
