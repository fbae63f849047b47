import { BadInputError } from '#domain/errors.js';
import type { MonitorName } from '#domain/series.js';
import { baytsMonitor } from './bayts.js';
import { bfastMonitorMethod } from './bfastMonitor.js';
import { ccdcMonitor } from './ccdc.js';
import { cusumMethod } from './cusum.js';
import { ewmaMethod } from './ewma.js';
import { iqrMethod } from './iqr.js';
import { landTrendrMonitor } from './landTrendr.js';
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
  ccdc: ccdcMonitor,
  landtrendr: landTrendrMonitor,
  bayts: baytsMonitor,
};

/** @throws BadInputError where the method is not there */
export function monitorOf(name: MonitorName): Monitor {
  const monitor = MONITORS[name];
  if (monitor !== undefined) return monitor;
  throw new BadInputError('no such method', {
    code: 'monitor.unknown',
    where: '--method',
    found: name,
    expected: Object.keys(MONITORS).join(', '),
  });
}
