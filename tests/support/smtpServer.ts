import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

export interface ReceivedMail {
  readonly to: string;
  /** Headers and body as they came. */
  readonly source: string;
}

/** A mail server that keeps what it is given (RFC 5321, as much as a client without TLS and authentication asks). */
export interface SmtpServer {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** Refuses the next mails for now (451), as a greylisting server does. */
  refuseNext(count: number): void;
  close(): Promise<void>;
}

export async function smtpServer(): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let refusals = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    const say = (line: string): unknown => socket.write(`${line}\r\n`);
    let to = '';
    let source: string[] | null = null;
    const take = (line: string): void => {
      if (source === null) return void answer(line);
      if (line !== '.') return void source.push(line);
      if (refusals > 0) {
        refusals -= 1;
        say('451 come again');
      } else {
        mails.push({ to, source: source.join('\n') });
        say('250 kept');
      }
      source = null;
    };
    const answer = (line: string): unknown => {
      if (/^RCPT TO/i.test(line)) to = /<(.*)>/.exec(line)![1]!;
      if (!/^DATA/i.test(line)) return say(/^QUIT/i.test(line) ? '221 bye' : '250 yes');
      source = [];
      return say('354 go on');
    };
    say('220 test');
    createInterface({ input: socket }).on('line', take);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    refuseNext(count) {
      refusals = count;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
