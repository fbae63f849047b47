import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import { ORDER_KINDS, type EnforcementOrder } from '#domain/order.js';
import { dateField, readFields } from './fieldProblems.js';
import { readFeatureCollection } from './geoJson.js';

/** A whole `orders.json` (file formats, version 1). */
export const ordersSchema = z.looseObject({
  orders: z.array(
    z.looseObject({
      id: z.union([z.string().min(1), z.number()]),
      kind: z.enum(ORDER_KINDS),
      issuedOn: dateField,
      geometry: z.looseObject({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) }),
    }),
  ),
});

/** @throws BadInputError with the path of the field; also where two orders have one id */
export function parseOrders(value: unknown, where: string): readonly EnforcementOrder[] {
  const { orders } = readFields(ordersSchema, value, where, 'orders.field');
  const seen = new Map<string, number>();
  return orders.map(({ id, kind, issuedOn, geometry }, index) => {
    const place = `${where}: orders[${index}]`;
    const earlier = seen.get(String(id));
    if (earlier !== undefined) {
      throw new BadInputError('the same id twice', {
        code: 'orders.twice',
        where: `${place}.id`,
        found: `${id}, also at orders[${earlier}]`,
        expected: 'each id once',
      });
    }
    seen.set(String(id), index);
    const feature = { type: 'Feature', properties: {}, geometry };
    const { features } = readFeatureCollection({ type: 'FeatureCollection', features: [feature] }, place);
    return { id: String(id), kind, issuedOn, geometry: features[0]!.geometry };
  });
}
