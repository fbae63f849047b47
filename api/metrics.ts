import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Jobs in the queue by state, for example `{ waiting: 3, active: 2 }`. */
export type QueueCounts = () => Promise<Readonly<Record<string, number>>>;

export interface Metrics {
  readonly contentType: string;
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void;
  /** All metrics in Prometheus text format. */
  text(): Promise<string>;
}

/** Metrics of this process, and of the queue where its counts can be asked for. */
export function createMetrics(queueCounts?: QueueCounts): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'planwatch_http_request_duration_seconds',
    help: 'Time from request to answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  if (queueCounts !== undefined) registry.registerMetric(queueGauge(queueCounts));
  return {
    contentType: registry.contentType,
    observeRequest: ({ method, route, status, seconds }) => durations.observe({ method, route, status }, seconds),
    text: () => registry.metrics(),
  };
}

function queueGauge(queueCounts: QueueCounts): Gauge<'state'> {
  return new Gauge({
    name: 'planwatch_queue_jobs',
    help: 'Jobs in the queue.',
    labelNames: ['state'] as const,
    registers: [],
    async collect() {
      for (const [state, count] of Object.entries(await queueCounts())) this.set({ state }, count);
    },
  });
}
