import { createTransport } from 'nodemailer';
import type { OutgoingMessage } from '#store/notices/index.js';
import type { Attempt } from '../webhooks/sendWebhook.js';
import { mailText } from './mailWords.js';

export interface MailConfig {
  readonly smtpUrl: string;
  readonly mailFrom: string;
  /** Where people reach the viewer; null: mails name no address. */
  readonly publicUrl: string | null;
}

export interface Mailer {
  send(message: OutgoingMessage & { readonly email: string }): Promise<Attempt>;
  close(): void;
}

const TIMEOUT_MS = 20_000;

/**
 * Sends messages by SMTP. Every attempt at one message has the same Message-ID: where a worker died between the server's taking a
 * mail and our noting it, mailboxes tell the second from a new one.
 */
export function createMailer({ smtpUrl, mailFrom, publicUrl }: MailConfig): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, email, content }) {
      try {
        const messageId = `<${id}@planwatch>`;
        // Answers to the office's robot by other robots are asked not to be made (RFC 3834).
        const headers = { 'Auto-Submitted': 'auto-generated' };
        const text = mailText(content, publicUrl);
        await transport.sendMail({ from: mailFrom, to: email, messageId, headers, textEncoding: 'base64', ...text });
        return { status: 200 };
      } catch (error) {
        const code = (error as { responseCode?: unknown }).responseCode;
        return typeof code === 'number' ? { status: code } : { error: messageOf(error) };
      }
    },
    close: () => transport.close(),
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
