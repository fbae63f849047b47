/** Something that goes on in the background until it is closed. */
export interface Background {
  /** Lets the present round finish, and starts no other. */
  close(): Promise<void>;
  /** Begins the next round at once. */
  nudge(): void;
}

/**
 * Runs `round` again and again: at once, then `everyMs` after the last one ended, or as soon as it is nudged. A round
 * that throws is reported and followed by the next.
 */
export function repeat(round: () => Promise<void>, everyMs: number, onError: (error: unknown) => void): Background {
  let isClosed = false;
  let isNudged = false;
  let wake = (): void => {};

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const loop = async (): Promise<void> => {
    while (!isClosed) {
      isNudged = false;
      await round().catch(onError);
      if (!isNudged && !isClosed) await pause();
    }
  };

  const ended = loop();
  const nudge = (): void => {
    isNudged = true;
    wake();
  };
  return {
    nudge,
    close() {
      isClosed = true;
      nudge();
      return ended;
    },
  };
}
