import type { MonitorName } from '#domain/series.js';
import type { Monitor } from './monitor.js';

/** All monitors by name: a new one is one file and one line here. */
export const MONITORS: Readonly<Partial<Record<MonitorName, Monitor>>> = {};
