import type { Area } from '#domain/area.js';
import type { Explanation } from '#domain/finding.js';
import type { IndicatorAnswer } from './contracts/indicators.js';

/** Figures by the names under which `docs/indicators.md` defines them. */
const FIGURES: Readonly<Record<string, Explanation>> = {
  newLand: { zh: '新增建设用地', en: 'new construction land' },
  newLandByUse: { zh: '新增建设用地（按用途分区）', en: 'new construction land by zone' },
  newLandOutsideZones: { zh: '新增建设用地（分区之外）', en: 'new construction land outside zones' },
  lineOccupied: { zh: '控制线占用', en: 'control line occupied' },
  permitsGranted: { zh: '批准的许可', en: 'permits granted' },
  permitsUsed: { zh: '已动工的许可', en: 'permits used' },
  permitsUnused: { zh: '未动工的许可', en: 'permits unused' },
  permitsOverdue: { zh: '逾期未动工的许可', en: 'permits unused past their deadline' },
  quota: { zh: '规划指标', en: 'plan quota' },
  quotaUsed: { zh: '已用指标', en: 'quota used' },
  alerts: { zh: '预警', en: 'alerts' },
};

const LINES: Readonly<Record<string, Explanation>> = {
  ecologicalRedline: { zh: '生态保护红线', en: 'ecological redline' },
  permanentBasicFarmland: { zh: '永久基本农田', en: 'permanent basic farmland' },
  urbanGrowthBoundary: { zh: '城镇开发边界外', en: 'outside the urban growth boundary' },
  heritageLine: { zh: '紫线', en: 'heritage line' },
  waterLine: { zh: '蓝线', en: 'water line' },
  greenLine: { zh: '绿线', en: 'green line' },
  utilityLine: { zh: '黄线', en: 'utility line' },
};

const STAGES: Readonly<Record<string, Explanation>> = {
  raised: { zh: '发现', en: 'raised' },
  taken: { zh: '已受理', en: 'taken up' },
  determined: { zh: '已判定', en: 'determined' },
  violation: { zh: '判定违法', en: 'found to be violations' },
  caseFiled: { zh: '已立案', en: 'case filed' },
  ordered: { zh: '已责令', en: 'ordered' },
  rectified: { zh: '已整改', en: 'put right' },
  closedOut: { zh: '已销号', en: 'closed out' },
};

const HEADER = [
  '起始日 from',
  '截止日 to',
  '行政区划代码 adminCode',
  '行政区 region',
  '指标 indicator',
  '指标名称',
  'indicator name',
  '分项 item',
  '分项名称',
  'item name',
  '数量 count',
  '平方米 m2',
  '公顷 hectares',
  '亩 mu',
];

interface Figure {
  readonly id: string;
  readonly item?: string;
  readonly words?: Explanation | undefined;
  readonly count?: number;
  readonly area: Area | null;
}

/** RFC 4180 with the byte order mark without which Excel reads Chinese as something else. Unknown areas are empty, not 0. */
export function indicatorsCsv(rows: readonly IndicatorAnswer[]): string {
  const lines = rows.flatMap((row) =>
    figuresOf(row).map(({ id, item, words, count, area }) => [
      row.period.from ?? '',
      row.period.to,
      row.adminCode,
      row.name ?? '',
      id,
      FIGURES[id]!.zh,
      FIGURES[id]!.en,
      item ?? '',
      words?.zh ?? '',
      words?.en ?? '',
      count ?? '',
      ...(area === null ? ['', '', ''] : [area.m2.toFixed(1), area.hectares.toFixed(4), area.mu.toFixed(3)]),
    ]),
  );
  return `\uFEFF${[HEADER, ...lines].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('')}`;
}

function figuresOf({ newLand, lines, permits, quotas, funnel }: IndicatorAnswer): Figure[] {
  const permitFigure = (id: string, { count, area }: IndicatorAnswer['permits']['granted']): Figure => ({
    id,
    count,
    area,
  });
  return [
    { id: 'newLand', count: newLand.patches, area: newLand.area },
    ...newLand.byUse.map(({ use, title, area }) => ({
      id: 'newLandByUse',
      item: use,
      words: title === null ? undefined : { zh: title, en: '' },
      area,
    })),
    { id: 'newLandOutsideZones', area: newLand.outsideZones },
    ...lines.map(({ kind, occupied }) => ({ id: 'lineOccupied', item: kind, words: LINES[kind], area: occupied })),
    permitFigure('permitsGranted', permits.granted),
    permitFigure('permitsUsed', permits.used),
    permitFigure('permitsUnused', permits.unused),
    permitFigure('permitsOverdue', permits.overdue),
    ...quotas.flatMap(({ layerId, featureId, name, quota, used }) => {
      const item = `${layerId}/${featureId}`;
      const words = name === null ? undefined : { zh: name, en: '' };
      return [
        { id: 'quota', item, words, area: quota },
        { id: 'quotaUsed', item, words, area: used },
      ];
    }),
    ...funnel.map(({ stage, count, area }) => ({ id: 'alerts', item: stage, words: STAGES[stage], count, area })),
  ];
}

/** Quoted where it must be; text that a spreadsheet would take for a formula is marked as text. */
function cellText(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+@\t\r-](?!\d*\.?\d*$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
