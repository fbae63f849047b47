import { sql } from 'kysely';
import type { Scene } from '#domain/scene.js';
import type { Db } from './database.js';
import { geometryFrom } from './geometry.js';
import { putInOutbox } from './outbox.js';

/** Asks for a look at the series of every watch area that watches scenes of this kind at this place. */
export async function requestMonitoring(db: Db, scene: Pick<Scene, 'id' | 'sensor' | 'footprintWgs84'>): Promise<void> {
  const areas = await db
    .selectFrom('watch_areas')
    .select('id')
    .where(sql<boolean>`series_monitor ->> 'sensor' = ${scene.sensor}`)
    .where(sql<boolean>`ST_Intersects(geometry, ${geometryFrom(scene.footprintWgs84)})`)
    .orderBy('id')
    .execute();
  for (const { id } of areas) {
    await putInOutbox(db, { topic: 'monitorWatchArea', payload: { watchAreaId: id, cause: scene.id } });
  }
}
