import { areaOf } from '#domain/area.js';
import { FUNNEL_STAGES } from '#domain/alertFunnel.js';
import { landCodeOf, ZONE_CODES } from '#domain/landCodes.js';
import type { Caller } from '#domain/people.js';
import { cutPeriod, type Period } from '#domain/period.js';
import { officeDayOf } from '#domain/time.js';
import type { AlertSum } from '#store/alertStatistics.js';
import type { Db } from '#store/database.js';
import { readIndicators, type IndicatorRow } from '#store/indicators.js';
import { listOwnLandCodes } from '#store/landCodes.js';
import { refuseOtherRegion } from '#store/operator.js';
import type { IndicatorAnswer, IndicatorQuery } from './contracts/indicators.js';

/** In the office's time, UTC+8. */
export const today = (): string => officeDayOf(new Date().toISOString());

interface SpanQuery {
  readonly adminCode?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** @throws ForbiddenError where the region lies outside the caller's */
export function spanOf(caller: Caller, query: SpanQuery): { readonly adminCode: string; readonly period: Period } {
  const adminCode = query.adminCode ?? caller.adminCode;
  refuseOtherRegion(caller, adminCode, 'what is asked for');
  return { adminCode, period: { from: query.from ?? null, to: query.to ?? today() } };
}

/**
 * The figures that `docs/indicators.md` defines, one row for each region of the level in each part of the period.
 * @throws ForbiddenError where the region lies outside the caller's; BadInputError where it is no period
 */
export async function indicatorRows(
  db: Db,
  caller: Caller,
  query: IndicatorQuery,
): Promise<readonly IndicatorAnswer[]> {
  const { adminCode, period } = spanOf(caller, query);
  const titleOf = await zoneTitles(db);
  const rows: IndicatorAnswer[] = [];
  for (const part of cutPeriod(period, query.step)) {
    const figures = await readIndicators(db, { caller, adminCode, level: query.level }, part);
    rows.push(...figures.map((row) => indicatorAnswer(row, titleOf)));
  }
  return rows;
}

async function zoneTitles(db: Db): Promise<(use: string) => string | null> {
  const own = await listOwnLandCodes(db);
  return (use) => landCodeOf(use, ZONE_CODES, own)?.title ?? null;
}

function indicatorAnswer(row: IndicatorRow, titleOf: (use: string) => string | null): IndicatorAnswer {
  const { period, adminCode, name, newLand, lines, permits, quotas, funnel } = row;
  const permitSum = ({ count, areaM2 }: AlertSum) => ({ count, area: areaOf(areaM2) });
  return {
    period,
    adminCode,
    name,
    newLand: {
      patches: newLand.patches,
      area: areaOf(newLand.areaM2),
      byUse: newLand.byUse.map(({ use, areaM2 }) => ({ use, title: titleOf(use), area: areaOf(areaM2) })),
      outsideZones: newLand.outsideZonesM2 === null ? null : areaOf(newLand.outsideZonesM2),
    },
    lines: lines.map(({ kind, areaM2 }) => ({ kind, occupied: areaM2 === null ? null : areaOf(areaM2) })),
    permits: {
      granted: permitSum(permits.granted),
      used: permitSum(permits.used),
      unused: permitSum(permits.unused),
      overdue: permitSum(permits.overdue),
    },
    quotas: quotas.map(({ layerId, layerVersion, featureId, name: zoneName, quotaM2, usedM2 }) => ({
      layerId,
      layerVersion,
      featureId,
      name: zoneName,
      quota: areaOf(quotaM2),
      used: areaOf(usedM2),
      share: usedM2 / quotaM2,
    })),
    funnel: funnelAnswer(funnel, adminCode, period),
  };
}

/** The query of `GET /v1/alerts`, without what it does not restrict. */
export function alertQuery(query: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== ''),
  );
}

const raisedIn = (adminCode: string, { from, to }: Period) => ({ adminCode, raisedFrom: from, raisedTo: to });

export function funnelAnswer(funnel: IndicatorRow['funnel'], adminCode: string, period: Period) {
  return FUNNEL_STAGES.map((stage) => ({
    stage,
    count: funnel[stage].count,
    area: areaOf(funnel[stage].areaM2),
    alerts: alertQuery({ ...raisedIn(adminCode, period), reached: stage === 'raised' ? null : stage }),
  }));
}
