import type { Scene } from '#domain/scene.js';

/** A map asks for dozens of tiles of one scene at once; a scene's facts hardly ever change. */
const KEPT_MS = 5000;
const MOST_KEPT = 500;

/** Scenes as they were read last, for some seconds. One that is not there is looked for each time. */
export interface ReadScenes {
  get(id: string, read: (id: string) => Promise<Scene | null>): Promise<Scene | null>;
}

export function createReadScenes(now: () => number = () => performance.now()): ReadScenes {
  const kept = new Map<string, { readonly scene: Promise<Scene | null>; readonly until: number }>();
  return {
    get(id, read) {
      const known = kept.get(id);
      if (known !== undefined && known.until > now()) return known.scene;
      const scene = read(id);
      kept.delete(id);
      kept.set(id, { scene, until: now() + KEPT_MS });
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      const forget = (): void => {
        if (kept.get(id)?.scene === scene) kept.delete(id);
      };
      scene.then((found) => found === null && forget(), forget);
      return scene;
    },
  };
}
