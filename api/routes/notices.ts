import { hostsOf, publicUrl } from '#runtime/publicAddress.js';
import { countUnread, listNotices, markRead, readChoices, saveChoices } from '#store/notices/index.js';
import * as contract from '../contracts/notices.js';
import { route } from '../route.js';

const list = route(contract.listNotices, async ({ query, caller }, { db }) => ({
  body: { ...(await listNotices(db, caller, query)), unreadCount: await countUnread(db, caller) },
}));

const read = route(contract.markNoticesRead, async ({ body, caller }, { db }) => {
  await markRead(db, caller, body.ids);
  return { body: null };
});

const choices = route(contract.readNoticeChoices, async ({ caller }, { db, config, sealing }) => ({
  body: { ...(await readChoices(db, caller, sealing)), isMailSent: config.smtpUrl !== null },
}));

const choose = route(contract.putNoticeChoices, async ({ body, caller }, { db, config, sealing }) => {
  const { webhookUrl } = body;
  const url = webhookUrl === null ? null : publicUrl(webhookUrl, hostsOf(config.webhookHosts), 'body.webhookUrl').href;
  await saveChoices(db, caller, sealing, { ...body, webhookUrl: url });
  return { body: { ...(await readChoices(db, caller, sealing)), isMailSent: config.smtpUrl !== null } };
});

export const noticeRoutes = [list, read, choices, choose];
