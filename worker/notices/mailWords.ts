import { areaText } from '#domain/areaText.js';
import type { Notice } from '#domain/notice.js';
import { enTerms } from '#domain/terms/en.js';
import { zhTerms } from '#domain/terms/zh.js';
import type { Digest, MessageContent } from '#store/notices/index.js';

/** A mail as it is read: Chinese first, then English, since nobody says which a mailbox reads. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

type Language = 'zh' | 'en';
const TERMS = { zh: zhTerms, en: enTerms };

const SUBJECTS: Readonly<Record<Language, Readonly<Record<Notice['kind'], string>>>> = {
  zh: {
    assigned: '有线索指派给您',
    dueSoon: '线索即将到期',
    overdue: '线索已逾期',
    supervised: '线索被督办',
    overdueOfOffice: '本辖区逾期线索',
  },
  en: {
    assigned: 'An alert was assigned to you',
    dueSoon: 'A term ends soon',
    overdue: 'A term is over',
    supervised: 'An alert of yours is supervised',
    overdueOfOffice: 'Overdue alerts of your office',
  },
};

/** @param baseUrl where people reach the viewer; null: mails name no address */
export function mailText(content: MessageContent, baseUrl: string | null): MailText {
  return content.what === 'notice' ? noticeMail(content.notice, baseUrl) : digestMail(content.digest, baseUrl);
}

function noticeMail(notice: Notice, baseUrl: string | null): MailText {
  const subject = `${SUBJECTS.zh[notice.kind]} · ${SUBJECTS.en[notice.kind]}`;
  const lines = (['zh', 'en'] as const).map((language) => noticeLine(notice, language));
  return { subject, text: [...lines, ...linkOf(notice, baseUrl)].join('\n') };
}

function noticeLine({ kind, detail }: Notice, language: Language): string {
  const { severity, violation } = TERMS[language];
  const isChinese = language === 'zh';
  const facts = [
    detail.kind && violation[detail.kind],
    detail.severity && severity[detail.severity],
    detail.dueOn && `${isChinese ? '期限' : 'due'} ${detail.dueOn}`,
    detail.overdueDays && `${isChinese ? '逾期工作日' : 'working days over'} ${detail.overdueDays}`,
    detail.count && `${isChinese ? '件数' : 'alerts'} ${detail.count}`,
    detail.by && `${isChinese ? '由' : 'by'} ${detail.by}`,
    detail.note,
  ];
  const said = facts.filter((fact) => fact !== undefined && fact !== 0);
  return `${SUBJECTS[language][kind]}${isChinese ? '：' : ': '}${said.join(isChinese ? '，' : ', ')}`;
}

function linkOf({ alertId }: Pick<Notice, 'alertId'>, baseUrl: string | null): string[] {
  if (baseUrl === null) return [];
  return [new URL(alertId === null ? '/?overdue=true' : `/alerts/${alertId}`, baseUrl).href];
}

function digestMail({ day, notices, alerts, more }: Digest, baseUrl: string | null): MailText {
  const lines = notices.flatMap((notice) => [
    ...(['zh', 'en'] as const).map((language) => noticeLine(notice, language)),
    ...linkOf(notice, baseUrl),
    '',
  ]);
  const fresh = alerts.flatMap(({ id, kind, severity, areaM2, adminCode }) => [
    (['zh', 'en'] as const)
      .map((language) => `${TERMS[language].severity[severity]} ${TERMS[language].violation[kind]}`)
      .concat(`${areaText(areaM2, 'en').mu} 亩`, adminCode)
      .join(' · '),
    ...linkOf({ alertId: id }, baseUrl),
  ]);
  const head = alerts.length === 0 ? [] : ['新线索 · New alerts'];
  const rest = more === 0 ? [] : [`另有 ${more} 件 · and ${more} more`];
  return {
    subject: `Planwatch ${day}：提醒 ${notices.length}，新线索 ${alerts.length + more} · ${notices.length} notices, ${alerts.length + more} new alerts`,
    text: [...lines, ...head, ...fresh, ...rest].join('\n'),
  };
}
