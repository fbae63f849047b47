import type { MonitorName } from '#domain/series.js';
import { bfastMonitorMethod } from './bfastMonitor.js';
import { cusumMethod } from './cusum.js';
import { ewmaMethod } from './ewma.js';
import { iqrMethod } from './iqr.js';
import type { Monitor } from './monitor.js';
import { mosumMethod } from './mosum.js';
import { processMonitor } from './residualMonitor.js';

/** All monitors by name: a new one is one file and one line here. */
export const MONITORS: Readonly<Partial<Record<MonitorName, Monitor>>> = {
  'bfast-monitor': processMonitor(bfastMonitorMethod),
  ewma: processMonitor(ewmaMethod),
  cusum: processMonitor(cusumMethod),
  mosum: processMonitor(mosumMethod),
  iqr: processMonitor(iqrMethod),
};
