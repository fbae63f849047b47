import type { OrderKind } from '#domain/order.js';
import type { IsoDate } from '#domain/time.js';
import type { PlantedEvent } from '../events/plantEvents.js';
import { isoDateOf, type DayNumber } from '../imagery/calendar.js';
import type { Ring } from '../planar.js';
import { envelope } from './permits.js';

/** An order of the sample county; geometry in county metres. */
export interface OrderRecord {
  readonly id: string;
  readonly kind: OrderKind;
  readonly issuedOn: IsoDate;
  readonly ring: Ring;
}

const MARGIN_M = 6;
const DAYS_BEFORE_FIRST_SCENE = 20;

/** Stop orders from before the first scene on sites where building went on, and one to correct, which forbids no works. */
export function createOrders(events: readonly PlantedEvent[], days: readonly DayNumber[]): OrderRecord[] {
  const issuedOn = isoDateOf(days[0]! - DAYS_BEFORE_FIRST_SCENE);
  const stopped = events.filter(({ plan }) => plan.surrounding === 'stopOrder');
  const corrected = events.filter(({ plan }) => plan.name === 'unapproved').slice(0, 1);
  const order = (kind: OrderKind) => (event: PlantedEvent, index: number) => ({
    id: `${kind === 'stopOrder' ? '责停' : '责改'}〔${issuedOn.slice(0, 4)}〕${index + 1}号`,
    kind,
    issuedOn,
    ring: envelope(event, MARGIN_M),
  });
  return [...stopped.map(order('stopOrder')), ...corrected.map(order('correctionOrder'))];
}
