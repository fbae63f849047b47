import { z } from 'zod';

/** Page sizes. A page never grows beyond the maximum, whatever is asked. */
export const PAGE_LIMIT = { default: 100, maximum: 1000 } as const;

export const cursorQuerySchema = z
  .string()
  .max(1000)
  .optional()
  .meta({ description: 'Where to go on: `nextCursor` of the page before. Opaque.' });

export const limitQuerySchema = z.coerce
  .number()
  .int()
  .min(1)
  .max(PAGE_LIMIT.maximum)
  .default(PAGE_LIMIT.default)
  .meta({ description: `Items per page, 1–${PAGE_LIMIT.maximum}.` });

export const nextCursorSchema = z
  .string()
  .nullable()
  .meta({ description: 'Give it as `cursor` to get the next page; null on the last.' });
