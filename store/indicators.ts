import { sql } from 'kysely';
import type { FunnelStage } from '#domain/alertFunnel.js';
import type { Layer } from '#domain/layer.js';
import type { Period } from '#domain/period.js';
import { alertFunnel, EMPTY_FUNNEL, type AlertSum } from './alertStatistics.js';
import { inTransaction, type Db } from './database.js';
import type { IndicatorScope } from './indicatorGround.js';
import { layersInForce } from './layersInForce.js';
import {
  newConstructionLand,
  quotaUse,
  REPORTED_LINES,
  type NewLand,
  type QuotaUse,
  type ReportedLine,
} from './newLandIndicators.js';
import { permitUse, type PermitUse } from './permitIndicators.js';
import { versionsTable } from './regionCode.js';

/** All figures of one region in one period; `docs/indicators.md` defines them. Areas in square metres. */
export interface IndicatorRow {
  readonly period: Period;
  /** '' for everything. */
  readonly adminCode: string;
  readonly name: string | null;
  readonly newLand: {
    readonly patches: number;
    readonly areaM2: number;
    readonly byUse: NewLand['byUse'];
    /** Null where no zone layer is in force: then nothing is known of the zones. */
    readonly outsideZonesM2: number | null;
  };
  /** `areaM2` null: no such layer is in force. */
  readonly lines: readonly { readonly kind: ReportedLine; readonly areaM2: number | null }[];
  readonly permits: Omit<PermitUse, 'rowCode'>;
  readonly quotas: readonly QuotaUse[];
  readonly funnel: Readonly<Record<FunnelStage, AlertSum>>;
}

/** One look at everything may take this long. */
const LIMIT_MS = 60_000;

/** The figures of a period, one row for each region of the scope's level that has any; of the level `region` always one. */
export async function readIndicators(db: Db, scope: IndicatorScope, period: Period): Promise<readonly IndicatorRow[]> {
  return inTransaction(db, async (transaction) => {
    await sql`SET LOCAL statement_timeout = ${sql.lit(LIMIT_MS)}`.execute(transaction);
    const inForce = await layersInForce(transaction, period.to);
    const land = await newConstructionLand(transaction, scope, period, inForce);
    const permits = await permitUse(transaction, scope, period, inForce);
    const quotas = await quotaUse(transaction, scope, period, inForce);
    const funnels = await alertFunnel(transaction, scope, period);
    const codes = new Set([...land, ...permits, ...quotas].map((row) => row.rowCode));
    for (const code of funnels.keys()) codes.add(code);
    if (scope.level === 'region') codes.add(scope.adminCode);
    const names = await regionNames(transaction, inForce, [...codes]);
    return [...codes].sort().map((code) => ({
      period,
      adminCode: code,
      name: names.get(code) ?? null,
      ...landFigures(
        land.find(({ rowCode }) => rowCode === code),
        inForce,
      ),
      permits: permitFigures(permits.find(({ rowCode }) => rowCode === code)),
      quotas: quotas.filter(({ rowCode }) => rowCode === code),
      funnel: funnels.get(code) ?? EMPTY_FUNNEL,
    }));
  });
}

function landFigures(land: NewLand | undefined, inForce: readonly Layer[]): Pick<IndicatorRow, 'newLand' | 'lines'> {
  const { areaM2 = 0, patches = 0, byUse = [] } = land ?? {};
  const hasLayer = (kind: string): boolean => inForce.some((layer) => layer.kind === kind);
  const zonedM2 = byUse.reduce((sum, use) => sum + use.areaM2, 0);
  return {
    newLand: { patches, areaM2, byUse, outsideZonesM2: hasLayer('zone') ? Math.max(0, areaM2 - zonedM2) : null },
    lines: REPORTED_LINES.map((kind) => ({ kind, areaM2: hasLayer(kind) ? (land?.byLine.get(kind) ?? 0) : null })),
  };
}

function permitFigures(use: PermitUse | undefined): Omit<PermitUse, 'rowCode'> {
  const none = { count: 0, areaM2: 0 };
  const { granted = none, used = none, unused = none, overdue = none } = use ?? {};
  return { granted, used, unused, overdue };
}

async function regionNames(db: Db, inForce: readonly Layer[], codes: readonly string[]): Promise<Map<string, string>> {
  const regions = inForce.filter(({ kind }) => kind === 'adminRegion');
  const { rows } = await sql<{ code: string; name: string }>`
    SELECT DISTINCT ON (1) f.properties ->> 'code' AS code, f.name
    FROM layer_features f JOIN ${versionsTable(regions)} ON v.id = f.layer_id AND v.version = f.layer_version
    WHERE f.name IS NOT NULL AND f.properties ->> 'code' = ANY(${[...codes]}) ORDER BY 1, f.layer_id
  `.execute(db);
  return new Map(rows.map(({ code, name }) => [code, name]));
}
