import { blockingProblems, furtherProblems, type LayerComparison, type LayerQuality } from '#domain/layerQuality.js';
import type { EnforcementOrder } from '#domain/order.js';
import type { Db } from '#store/database.js';
import { inTransaction } from '#store/database.js';
import { saveOrders } from '#store/enforcementOrders.js';
import { importLayerVersion } from '#store/layerImport.js';
import { publishLayerVersion } from '#store/layerPublishing.js';
import { OPERATOR } from '#store/operator.js';
import { savePermits } from '#store/permitRecording.js';
import { registerScene, type NewScene } from '#store/scenes.js';
import type { ImportedLayerVersion, PermitFile, VectorReport } from '#store/vectors/index.js';

/** What an import did with one thing: stored it, or found it stored already. */
export interface ImportedItem {
  readonly what: string;
  readonly stored: number;
  readonly unchanged: number;
  /** For layers: what the version is now. */
  readonly status?: 'draft' | 'published';
  readonly report: VectorReport | null;
  readonly quality?: LayerQuality;
  readonly comparison?: LayerComparison;
  /** What stands in the way of publishing, and what is worth a look. */
  readonly problems?: readonly string[];
}

export interface LayerPublishing {
  readonly publish?: boolean;
  readonly acceptProblems?: boolean;
  readonly note?: string;
}

/** Stores versions of layers as drafts, published where asked for; all or none. */
export async function storeLayers(
  db: Db,
  versions: readonly ImportedLayerVersion[],
  { publish, acceptProblems, note }: LayerPublishing = {},
): Promise<ImportedItem[]> {
  return inTransaction(db, async (transaction) => {
    const items: ImportedItem[] = [];
    for (const version of versions) {
      const { id, version: name } = version.layer;
      const { outcome, quality, comparison } = await importLayerVersion(transaction, OPERATOR, version);
      const published =
        publish === true &&
        (await publishLayerVersion(transaction, OPERATOR, id, name, { acceptProblems, note })).published;
      const isStored = outcome !== 'unchanged' || published;
      items.push({
        what: `layer ${id}, version ${name} (${version.features.length} features)`,
        stored: isStored ? 1 : 0,
        unchanged: isStored ? 0 : 1,
        ...(isStored ? { status: published ? 'published' : 'draft' } : {}),
        report: version.report,
        quality,
        comparison,
        problems: [...blockingProblems(quality), ...furtherProblems(quality)],
      });
    }
    return items;
  });
}

/** Stores permits, all or none. @param adminCode region that they are kept for; default all */
export async function storePermits(db: Db, file: PermitFile, adminCode?: string): Promise<ImportedItem[]> {
  const { accepted, unchanged } = await savePermits(db, file.permits, OPERATOR, adminCode);
  return [{ what: `${file.permits.length} permits`, stored: accepted, unchanged, report: file.report }];
}

/** Stores orders, all or none. @param adminCode region that they are kept for; default all */
export async function storeOrders(
  db: Db,
  orders: readonly EnforcementOrder[],
  adminCode?: string,
): Promise<ImportedItem[]> {
  const { stored, unchanged } = await saveOrders(db, orders, OPERATOR, adminCode);
  return [{ what: `${orders.length} orders`, stored, unchanged, report: null }];
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
