import pg from 'pg';

const RECONNECT_MS = 1000;

/**
 * Calls `onNotify` for every notification on a channel, over a connection of its own, which it makes again when it is
 * lost. Notifications of the time between are missed: whoever listens polls as well.
 */
export function listenTo(databaseUrl: string, channel: string, onNotify: () => void): { close(): Promise<void> } {
  let isClosed = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;

  const reconnectLater = (): void => {
    if (!isClosed) timer = setTimeout(() => void connect(), RECONNECT_MS);
  };

  const connect = async (): Promise<void> => {
    const mine = new pg.Client({ connectionString: databaseUrl, application_name: `planwatch ${channel}` });
    client = mine;
    mine.on('error', () => {}); // 'end' follows
    mine.once('end', reconnectLater);
    mine.on('notification', onNotify);
    try {
      await mine.connect();
      await mine.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      onNotify();
    } catch {
      await mine.end().catch(() => {});
      reconnectOnce(mine);
    }
  };

  /** A client that never connected emits no 'end'. */
  const reconnectOnce = (failed: pg.Client): void => {
    failed.removeListener('end', reconnectLater);
    clearTimeout(timer);
    reconnectLater();
  };

  const connected = connect();
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await connected;
      await client?.end().catch(() => {});
    },
  };
}
