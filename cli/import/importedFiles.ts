import type { Db } from '#store/database.js';
import { inTransaction } from '#store/database.js';
import { saveLayerVersion } from '#store/layers.js';
import { savePermits } from '#store/permits.js';
import { registerScene, type NewScene } from '#store/scenes.js';
import type { ImportedLayerVersion, PermitFile, VectorReport } from '#store/vectors/index.js';

/** What an import did with one thing: stored it, or found it stored already. */
export interface ImportedItem {
  readonly what: string;
  readonly stored: number;
  readonly unchanged: number;
  readonly report: VectorReport | null;
}

/** Stores versions of layers, all or none. */
export async function storeLayers(db: Db, versions: readonly ImportedLayerVersion[]): Promise<ImportedItem[]> {
  return inTransaction(db, async (transaction) => {
    const items: ImportedItem[] = [];
    for (const version of versions) {
      const { created } = await saveLayerVersion(transaction, version);
      const { id, version: name } = version.layer;
      const count = version.features.length;
      items.push({
        what: `layer ${id}, version ${name} (${count} features)`,
        stored: created ? 1 : 0,
        unchanged: created ? 0 : 1,
        report: version.report,
      });
    }
    return items;
  });
}

/** Stores permits, all or none. */
export async function storePermits(db: Db, file: PermitFile): Promise<ImportedItem[]> {
  const { accepted, unchanged } = await savePermits(db, file.permits);
  return [{ what: `${file.permits.length} permits`, stored: accepted, unchanged, report: file.report }];
}

/** Registers scenes, all or none; their files stay where they are. */
export async function storeScenes(db: Db, scenes: readonly NewScene[]): Promise<ImportedItem[]> {
  return inTransaction(db, async (transaction) => {
    const items: ImportedItem[] = [];
    for (const scene of scenes) {
      const { scene: stored, created } = await registerScene(transaction, scene);
      items.push({
        what: `scene ${stored.title}, ${stored.acquiredAt}, id ${stored.id}`,
        stored: created ? 1 : 0,
        unchanged: created ? 0 : 1,
        report: null,
      });
    }
    return items;
  });
}
