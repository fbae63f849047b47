import { areaOf } from '#domain/area.js';
import { OPEN_STATUSES } from '#domain/alert.js';
import { FUNNEL_STAGES } from '#domain/alertFunnel.js';
import { DETERMINATION_OUTCOMES } from '#domain/alertLife.js';
import { landCodeOf, ZONE_CODES } from '#domain/landCodes.js';
import type { Caller } from '#domain/people.js';
import { cutPeriod, type Period } from '#domain/period.js';
import { officeDayOf } from '#domain/time.js';
import { alertFunnel, EMPTY_FUNNEL, openAlerts, precisionByRule, type AlertSum } from '#store/alertStatistics.js';
import type { Db } from '#store/database.js';
import { readIndicators, type IndicatorRow } from '#store/indicators.js';
import { listOwnLandCodes } from '#store/landCodes.js';
import { refuseOtherRegion } from '#store/operator.js';
import * as contract from '../contracts/indicators.js';
import { indicatorsCsv } from '../indicatorsCsv.js';
import { route } from '../route.js';

const read = route(contract.readIndicators, async ({ query, caller }, { db }) => ({
  body: { items: await indicatorRows(db, caller, query) },
}));

const csv = route(contract.readIndicatorsCsv, async ({ query, caller }, { db }) => ({
  body: indicatorsCsv(await indicatorRows(db, caller, query)),
  headers: { 'Content-Disposition': 'attachment; filename="planwatch-indicators.csv"' },
}));

const today = (): string => officeDayOf(new Date().toISOString());

interface SpanQuery {
  readonly adminCode?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** @throws ForbiddenError where the region lies outside the caller's */
function spanOf(caller: Caller, query: SpanQuery): { readonly adminCode: string; readonly period: Period } {
  const adminCode = query.adminCode ?? caller.adminCode;
  refuseOtherRegion(caller, adminCode, 'what is asked for');
  return { adminCode, period: { from: query.from ?? null, to: query.to ?? today() } };
}

async function indicatorRows(db: Db, caller: Caller, query: contract.IndicatorQuery) {
  const { adminCode, period } = spanOf(caller, query);
  const titleOf = await zoneTitles(db);
  const rows: contract.IndicatorAnswer[] = [];
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

function indicatorAnswer(row: IndicatorRow, titleOf: (use: string) => string | null): contract.IndicatorAnswer {
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
function alertQuery(query: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== ''),
  );
}

const raisedIn = (adminCode: string, { from, to }: Period) => ({ adminCode, raisedFrom: from, raisedTo: to });

function funnelAnswer(funnel: IndicatorRow['funnel'], adminCode: string, period: Period) {
  return FUNNEL_STAGES.map((stage) => ({
    stage,
    count: funnel[stage].count,
    area: areaOf(funnel[stage].areaM2),
    alerts: alertQuery({ ...raisedIn(adminCode, period), reached: stage === 'raised' ? null : stage }),
  }));
}

const statistics = route(contract.readAlertStatistics, async ({ query, caller }, { db }) => {
  const { adminCode, period } = spanOf(caller, query);
  const [funnels, open, rules] = [
    await alertFunnel(db, { caller, adminCode, level: 'region' }, period),
    await openAlerts(db, caller, adminCode, today()),
    await precisionByRule(db, caller, adminCode, period),
  ];
  const status = OPEN_STATUSES.join(',');
  const sum = ({ count, areaM2 }: AlertSum, alerts: Readonly<Record<string, string | null>>) => ({
    count,
    area: areaOf(areaM2),
    alerts: alertQuery({ adminCode, ...alerts }),
  });
  return {
    body: {
      adminCode,
      period,
      today: today(),
      funnel: funnelAnswer(funnels.get(adminCode) ?? EMPTY_FUNNEL, adminCode, period),
      open: {
        byStatus: open.byStatus.map((item) => ({ status: item.status, ...sum(item, { status: item.status }) })),
        overdue: sum(open.overdue, { status, overdue: 'true' }),
        supervised: { count: open.supervised.count, area: areaOf(open.supervised.areaM2) },
        ageing: open.ageing.map(({ age, raisedFrom, raisedTo, ...item }) => ({
          ...age,
          ...sum(item, { status, raisedFrom, raisedTo }),
        })),
      },
      rules: rules.map(({ kind, raised, outcomes, precision, reasons }) => {
        const ofKind = { adminCode, kind, raisedFrom: period.from, raisedTo: period.to };
        return {
          kind,
          raised: { count: raised, alerts: alertQuery(ofKind) },
          outcomes: DETERMINATION_OUTCOMES.map((outcome) => ({
            outcome,
            count: outcomes[outcome],
            alerts: alertQuery({ ...ofKind, outcome }),
          })),
          precision,
          reasons,
        };
      }),
    },
  };
});

export const indicatorRoutes = [read, csv, statistics];
