import { z } from 'zod';
import { MAIL_TIMES, NOTICE_KINDS } from '#domain/notice.js';
import { SEVERITIES, VIOLATION_KINDS } from '#domain/violation.js';
import { defineEndpoint } from './endpoint.js';
import { cursorQuerySchema, limitQuerySchema, nextCursorSchema } from './paging.js';
import { idSchema, isoDateSchema, isoTimeSchema } from './scalars.js';

const noticeSchema = z
  .object({
    id: idSchema,
    kind: z.enum(NOTICE_KINDS),
    alertId: idSchema.nullable(),
    adminCode: z.string().meta({ description: 'Region that it is about.' }),
    detail: z.object({
      kind: z.enum(VIOLATION_KINDS).optional(),
      severity: z.enum(SEVERITIES).optional(),
      dueOn: isoDateSchema.optional(),
      overdueDays: z.int().optional().meta({ description: 'Working days since the term ended.' }),
      by: z.string().optional(),
      note: z.string().optional(),
      count: z.int().optional().meta({ description: 'Overdue alerts of the office.' }),
    }),
    createdAt: isoTimeSchema,
    readAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'Notice', description: 'Something that one person is told, once.' });

export const listNotices = defineEndpoint({
  id: 'listNotices',
  method: 'GET',
  path: '/v1/notices',
  right: 'person',
  tag: 'alerts',
  summary: 'What the signed-in person was told, newest first, and how much of it is unread',
  query: z.object({
    unread: z.enum(['true', 'false']).optional(),
    cursor: cursorQuerySchema,
    limit: limitQuerySchema,
  }),
  success: [200],
  response: z
    .object({ items: z.array(noticeSchema), unreadCount: z.int().min(0), nextCursor: nextCursorSchema })
    .meta({ id: 'NoticePage' }),
});

export const markNoticesRead = defineEndpoint({
  id: 'markNoticesRead',
  method: 'POST',
  path: '/v1/notices/read',
  right: 'person',
  tag: 'alerts',
  summary: 'Marks the person’s own notices read: those named, or all',
  body: z.strictObject({ ids: z.union([z.literal('all'), z.array(idSchema).min(1).max(1000)]) }),
  success: [204],
  response: null,
});

const noticeChoicesShape = {
  mail: z.strictObject(
    Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, z.enum(MAIL_TIMES)])) as Record<
      (typeof NOTICE_KINDS)[number],
      z.ZodEnum<{ never: 'never'; digest: 'digest'; atOnce: 'atOnce' }>
    >,
  ),
  digestOfNewAlerts: z.boolean().meta({ description: 'The daily digest names the office’s most serious new alerts.' }),
  webhookUrl: z.string().max(2000).nullable().meta({
    description: 'Every notice is posted there as a signed CloudEvent; HTTPS at a public address. Null: nowhere.',
  }),
};

const noticeChoicesSchema = z
  .object({
    ...noticeChoicesShape,
    email: z.string().nullable().meta({ description: 'Where e-mail goes; an admin enters it. Null: no e-mail.' }),
    webhookSecret: z.string().nullable().meta({ description: '`whsec_…`, for the signature; new with the address.' }),
    isMailSent: z.boolean().meta({ description: 'False where the operator has set no mail server.' }),
  })
  .meta({ id: 'NoticeChoices', description: 'How one person wants to be told. In the viewer everything stands.' });

export const readNoticeChoices = defineEndpoint({
  id: 'readNoticeChoices',
  method: 'GET',
  path: '/v1/notice-choices',
  right: 'person',
  tag: 'alerts',
  summary: 'How the signed-in person wants to be told',
  success: [200],
  response: noticeChoicesSchema,
});

export const putNoticeChoices = defineEndpoint({
  id: 'putNoticeChoices',
  method: 'PUT',
  path: '/v1/notice-choices',
  right: 'person',
  tag: 'alerts',
  summary: 'Chooses how to be told',
  body: z.strictObject(noticeChoicesShape),
  success: [200],
  response: noticeChoicesSchema,
});
