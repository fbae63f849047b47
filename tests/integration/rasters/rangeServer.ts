import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';

/** A server of one file by byte range, as nginx or an S3-compatible store does it, that can be made to misbehave. */
export interface RangeServer {
  readonly host: string;
  readonly requests: { readonly path: string; readonly range: string | undefined; readonly headers: Headers }[];
  /** Served under every path; may be changed. */
  file: Buffer;
  etag: string;
  /** Statuses that the next requests get instead. */
  readonly failures: number[];
  /** What the server gets wrong. */
  fault: 'none' | 'ignoresRanges' | 'redirects' | 'sendsMore' | 'cutsOff';
  close(): Promise<void>;
}

type Headers = IncomingMessage['headers'];

/** @param kind how a condition is checked: HTTP's If-Range answers with the whole file, S3's If-Match with 412 */
export async function startRangeServer(kind: 'http' | 's3', file: Buffer): Promise<RangeServer> {
  const app = new Koa();
  const server = createServer((request, response) => void app.callback()(request, response as ServerResponse));
  const state: Omit<RangeServer, 'host' | 'close'> = { requests: [], file, etag: '"one"', failures: [], fault: 'none' };
  app.use((context) => {
    const range = context.get('range');
    state.requests.push({ path: context.path, range, headers: context.request.headers });
    const failure = state.failures.shift();
    context.set('etag', state.etag);
    context.type = 'application/octet-stream';
    if (failure !== undefined) return void (context.status = failure);
    if (state.fault === 'redirects') return context.redirect('http://169.254.169.254/latest/');
    const match = context.get('if-match');
    if (kind === 's3' && match !== '' && match !== state.etag) return void (context.status = 412);
    const condition = context.get('if-range');
    const isWhole = state.fault === 'ignoresRanges' || (condition !== '' && condition !== state.etag);
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
    if (isWhole || from === undefined) return void (context.body = state.file);
    const start = Number(from);
    const end = Math.min(Number(to) + 1, state.file.length);
    context.status = 206;
    context.set('content-range', `bytes ${start}-${end - 1}/${state.file.length}`);
    if (state.fault === 'sendsMore') context.body = Buffer.alloc(end - start + 5000);
    else if (state.fault === 'cutsOff') context.body = state.file.subarray(start, start + (end - start) / 2);
    else context.body = state.file.subarray(start, end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return Object.assign(state, { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, close });
}
