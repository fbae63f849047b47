import type { LandCoverClass } from './landCover.js';

/** A code of land use, what it is called, and the class that imagery can tell it by. */
export interface LandCode {
  /** A code, or the beginning that longer codes share. */
  readonly code: string;
  readonly title: string;
  readonly class: LandCoverClass;
}

/** A use of planning, with what may stand on its ground. */
export interface ZoneCode extends LandCode {
  /** Classes that the use allows; null: it says nothing that imagery could contradict. */
  readonly allows: readonly LandCoverClass[] | null;
  /** True where plants that go are a loss: wetland, forest, green space. */
  readonly isProtective?: true;
}

/**
 * Survey classes: GB/T 21010-2017 and the working classes of the third national territorial survey (第三次全国国土调查工作分类),
 * which share their numbers. Where a code says less than imagery can see (paths, facilities), the nearest class stands.
 * @source GB/T 21010-2017 table 1; TD/T 1055-2019 annex A
 */
export const SURVEY_CODES: readonly LandCode[] = [
  { code: '01', title: '耕地', class: 'cropland' },
  { code: '02', title: '种植园用地', class: 'vegetation' },
  { code: '03', title: '林地', class: 'forest' },
  { code: '0303', title: '红树林地', class: 'forest' },
  { code: '04', title: '草地', class: 'grass' },
  { code: '05', title: '商业服务业用地', class: 'builtUp' },
  { code: '06', title: '工矿用地', class: 'builtUp' },
  { code: '0602', title: '采矿用地', class: 'bare' },
  { code: '0603', title: '盐田', class: 'water' },
  { code: '07', title: '住宅用地', class: 'builtUp' },
  { code: '08', title: '公共管理与公共服务用地', class: 'builtUp' },
  { code: '0810', title: '公园与绿地', class: 'vegetation' },
  { code: '09', title: '特殊用地', class: 'builtUp' },
  { code: '10', title: '交通运输用地', class: 'road' },
  { code: '1005', title: '交通服务场站用地', class: 'builtUp' },
  { code: '1007', title: '机场用地', class: 'builtUp' },
  { code: '1008', title: '港口码头用地', class: 'builtUp' },
  { code: '11', title: '水域及水利设施用地', class: 'water' },
  { code: '1105', title: '沿海滩涂', class: 'bare' },
  { code: '1106', title: '内陆滩涂', class: 'bare' },
  { code: '1108', title: '沼泽地', class: 'grass' },
  { code: '1109', title: '水工建筑用地', class: 'builtUp' },
  { code: '12', title: '其他土地', class: 'bare' },
  { code: '1202', title: '设施农用地', class: 'greenhouse' },
  { code: '1203', title: '田坎', class: 'cropland' },
  { code: '20', title: '城镇村及工矿用地', class: 'builtUp' },
];

/** What grows or lies there by itself: no use forbids it. */
const NATURE: readonly LandCoverClass[] = ['vegetation', 'forest', 'grass', 'cropland', 'water', 'unknown'];
const OPEN: readonly LandCoverClass[] = ['bare', ...NATURE];
const ROADS: readonly LandCoverClass[] = ['road', 'earthworks', ...OPEN];
const BUILDING: readonly LandCoverClass[] = ['builtUp', 'solar', ...ROADS];
const FARM_BUILDING: readonly LandCoverClass[] = ['greenhouse', 'builtUp', ...ROADS];

/**
 * Zone uses of territorial planning (国土空间调查、规划、用途管制用地用海分类). Uses of the sea say nothing of what is built on it.
 * @source 自然资发〔2023〕234号, annex: first and second level
 */
export const ZONE_CODES: readonly ZoneCode[] = [
  { code: '01', title: '耕地', class: 'cropland', allows: OPEN },
  { code: '02', title: '园地', class: 'vegetation', allows: OPEN },
  { code: '03', title: '林地', class: 'forest', allows: NATURE, isProtective: true },
  { code: '04', title: '草地', class: 'grass', allows: NATURE },
  { code: '05', title: '湿地', class: 'water', allows: OPEN, isProtective: true },
  { code: '06', title: '农业设施建设用地', class: 'greenhouse', allows: FARM_BUILDING },
  { code: '0601', title: '农村道路', class: 'road', allows: ROADS },
  { code: '07', title: '居住用地', class: 'builtUp', allows: BUILDING },
  { code: '08', title: '公共管理与公共服务用地', class: 'builtUp', allows: BUILDING },
  { code: '09', title: '商业服务业用地', class: 'builtUp', allows: BUILDING },
  { code: '10', title: '工矿用地', class: 'builtUp', allows: BUILDING },
  { code: '1002', title: '采矿用地', class: 'bare', allows: BUILDING },
  { code: '1003', title: '盐田', class: 'water', allows: BUILDING },
  { code: '11', title: '仓储用地', class: 'builtUp', allows: BUILDING },
  { code: '12', title: '交通运输用地', class: 'road', allows: BUILDING },
  { code: '1207', title: '城镇道路用地', class: 'road', allows: ROADS },
  { code: '1208', title: '交通场站用地', class: 'builtUp', allows: BUILDING },
  { code: '13', title: '公用设施用地', class: 'builtUp', allows: BUILDING },
  { code: '14', title: '绿地与开敞空间用地', class: 'vegetation', allows: ['road', ...OPEN], isProtective: true },
  { code: '15', title: '特殊用地', class: 'builtUp', allows: BUILDING },
  { code: '16', title: '留白用地', class: 'unknown', allows: OPEN },
  { code: '17', title: '陆地水域', class: 'water', allows: OPEN },
  { code: '18', title: '渔业用海', class: 'water', allows: null },
  { code: '19', title: '工矿通信用海', class: 'water', allows: null },
  { code: '20', title: '交通运输用海', class: 'water', allows: null },
  { code: '21', title: '游憩用海', class: 'water', allows: null },
  { code: '22', title: '特殊用海', class: 'water', allows: null },
  { code: '23', title: '其他土地', class: 'bare', allows: OPEN },
  { code: '24', title: '其他海域', class: 'water', allows: null },
];

/** Codes are digits, of which the third may be a letter that gathers classes (`05H1`), with letters behind for variants (`0701K`). */
const CODE_FORM = /^(\d{2}(?:\d{2}|H\d)?)\d*[A-Z]*$/;

/**
 * The entry of a table that a code belongs to: its own, else the one of its longest beginning that stands there; the
 * office's own entries win, whatever they look like. Null for an unknown code.
 */
export function landCodeOf(
  code: string,
  table: readonly LandCode[],
  ownEntries: readonly LandCode[] = [],
): LandCode | null {
  const text = code.trim().toUpperCase();
  const own = ownEntries.find((entry) => entry.code.toUpperCase() === text);
  if (own !== undefined) return own;
  const digits = CODE_FORM.exec(text)?.[1];
  if (digits === undefined) return null;
  const fitting = table.filter((entry) => digits.startsWith(entry.code));
  return fitting.reduce<LandCode | null>(
    (best, entry) => (best === null || entry.code.length > best.code.length ? entry : best),
    null,
  );
}
