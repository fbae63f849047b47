import type { components } from './schema.js';

type Schemas = components['schemas'];

/** The API's nouns by the names the pages use; their fields, units and ranges are documented in the contracts. */
export type User = Schemas['User'];
export type Scene = Schemas['Scene'];
export type Layer = Schemas['Layer'];
export type Permit = Schemas['Permit'];
export type Patch = Schemas['Patch'];
export type Run = Schemas['Run'];
export type Alert = Schemas['Alert'];
export type AlertProperties = Schemas['AlertProperties'];
export type AlertDetail = Schemas['AlertDetail'];
export type AlertPatch = Schemas['AlertPatch'];
export type AlertPage = Schemas['AlertPage'];
export type AlertHistory = Schemas['AlertHistory'];
export type HistoryEntry = AlertHistory['items'][number];
export type Evidence = Schemas['Evidence'];
export type EvidenceCheck = Schemas['EvidenceCheck'];
export type Finding = Schemas['Finding'];
export type WatchArea = Schemas['WatchArea'];
export type PixelSeries = Schemas['PixelSeries'];
export type SeriesMonitor = Schemas['SeriesMonitor'];
export type SeriesMethod = Schemas['SeriesMethod'];
export type Explanation = Schemas['Explanation'];
