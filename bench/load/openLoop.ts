/** One request of a mix. */
export interface Asked {
  /** What it is counted under. */
  readonly name: string;
  readonly path: string;
  readonly key: string;
}

export interface Latencies {
  /** Milliseconds by name, ascending. */
  readonly byName: ReadonlyMap<string, readonly number[]>;
  readonly failures: readonly string[];
  /** Requests that were under way at once, at most. */
  readonly mostAtOnce: number;
}

/**
 * Asks at a fixed rate, whether or not earlier requests have been answered, and takes the time from when a request was due: who waited
 * in a queue, waited. (Asking only after the last answer would leave out just the requests that a stall delays: coordinated omission.)
 * @param rate requests a second
 */
export async function openLoop(url: string, requests: readonly Asked[], rate: number): Promise<Latencies> {
  const byName = new Map<string, number[]>();
  const failures: string[] = [];
  let [atOnce, mostAtOnce] = [0, 0];
  const begin = performance.now();
  const ask = async ({ name, path, key }: Asked, due: number): Promise<void> => {
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    try {
      const answer = await fetch(url + path, { headers: { Authorization: `Bearer ${key}` } });
      await answer.arrayBuffer();
      if (!answer.ok) failures.push(`${answer.status} ${path}`);
    } catch (error) {
      failures.push(`${String(error)} ${path}`);
    }
    atOnce -= 1;
    const times = byName.get(name) ?? [];
    byName.set(name, times);
    times.push(performance.now() - due);
  };
  const asked: Promise<void>[] = [];
  for (const [i, request] of requests.entries()) {
    const due = begin + (i * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    asked.push(ask(request, due));
  }
  await Promise.all(asked);
  for (const times of byName.values()) times.sort((a, b) => a - b);
  return { byName, failures, mostAtOnce };
}

/** The value that a share of them does not exceed (nearest rank). */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
