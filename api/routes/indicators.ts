import { areaOf } from '#domain/area.js';
import { OPEN_STATUSES } from '#domain/alert.js';
import { DETERMINATION_OUTCOMES } from '#domain/alertLife.js';
import { alertFunnel, EMPTY_FUNNEL, openAlerts, precisionByRule, type AlertSum } from '#store/alertStatistics.js';
import * as contract from '../contracts/indicators.js';
import { alertQuery, funnelAnswer, indicatorRows, spanOf, today } from '../indicatorAnswers.js';
import { indicatorsCsv } from '../indicatorsCsv.js';
import { route } from '../route.js';

const read = route(contract.readIndicators, async ({ query, caller }, { db }) => ({
  body: { items: await indicatorRows(db, caller, query) },
}));

const csv = route(contract.readIndicatorsCsv, async ({ query, caller }, { db }) => ({
  body: indicatorsCsv(await indicatorRows(db, caller, query)),
  headers: { 'Content-Disposition': 'attachment; filename="planwatch-indicators.csv"' },
}));

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
