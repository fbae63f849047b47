import { log } from './log.js';

export type Closing = () => Promise<void> | void;

/**
 * Things to close when the process ends, in reverse order of opening. SIGINT and SIGTERM close them and end the process;
 * a second signal ends it at once.
 */
export interface Shutdown {
  /** Adds something to close; the name stands in the log when it fails. */
  add(name: string, close: Closing): void;
  /** Closes everything once; later calls wait for the first. */
  close(): Promise<void>;
  /** Aborted as soon as closing begins. */
  readonly signal: AbortSignal;
}

export interface ShutdownOptions {
  /** Milliseconds after which one closing that hangs is given up. Default 20 000. */
  readonly graceMs?: number;
  /** False: signals are not listened to (tests, short commands). Default true. */
  readonly onSignals?: boolean;
  /** Ends the process; exchanged in tests. */
  readonly exit?: (code: number) => void;
}

export function createShutdown(options: ShutdownOptions = {}): Shutdown {
  const { graceMs = 20_000, onSignals = true, exit = (code) => process.exit(code) } = options;
  const closings: { name: string; close: Closing }[] = [];
  const controller = new AbortController();
  let closed: Promise<void> | null = null;

  async function closeAll(): Promise<void> {
    controller.abort();
    for (const { name, close } of closings.reverse()) {
      try {
        await withinGrace(close, graceMs);
      } catch (error) {
        log().error({ err: error, part: name }, 'Process:Close:Failed');
      }
    }
    for (const name of SIGNALS) process.off(name, onSignal);
  }

  function onSignal(name: NodeJS.Signals): void {
    if (closed !== null) return exit(SIGNAL_EXIT[name] ?? 1);
    log().info({ signal: name }, 'Process:Close:Begin');
    void shutdown.close().then(() => exit(0));
  }

  const shutdown: Shutdown = {
    signal: controller.signal,
    add: (name, close) => void closings.push({ name, close }),
    close: () => (closed ??= closeAll()),
  };
  if (onSignals) for (const name of SIGNALS) process.on(name, onSignal);
  return shutdown;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const SIGNAL_EXIT: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

async function withinGrace(close: Closing, graceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`did not close within ${graceMs} ms`)), graceMs);
  });
  try {
    await Promise.race([close(), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
