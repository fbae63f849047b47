import type { ReportLanguage } from '../bundle/report/words.js';

const zh = {
  title: '外业核查包',
  intro:
    '共 {count} 条线索，生成于 {at}（UTC+8），{by}。坐标为 CGCS2000（与 WGS84 视同），不是 GCJ-02：在国内地图应用中查看时位置会偏移。',
  visit: '核查记录',
  visitedOn: '核查日期',
  visitedBy: '核查人',
  findings: '现场情况',
  isBuilt: '地上物与影像一致',
  isDifferent: '与影像不一致',
  isUnchanged: '实地未变化',
  photos: '照片（编号、朝向）',
  note: '说明',
  openInMap: '用地图打开',
  due: '办理期限',
  number: '序号',
  back: '回到目录',
  files: '同包文件：alerts.geojson（线索范围）、alerts.gpx（导航点与边界）。',
};

type FieldPackWords = Readonly<Record<keyof typeof zh, string>>;

const en: FieldPackWords = {
  title: 'Field pack',
  intro:
    '{count} alerts; made {at} (UTC+8) by {by}. Coordinates are CGCS2000 (taken as WGS84), not GCJ-02: map services that use that are off.',
  visit: 'Record of the visit',
  visitedOn: 'Day of the visit',
  visitedBy: 'Visited by',
  findings: 'On site',
  isBuilt: 'As in the imagery',
  isDifferent: 'Not as in the imagery',
  isUnchanged: 'Unchanged on site',
  photos: 'Photos (number, heading)',
  note: 'Note',
  openInMap: 'Open in a map',
  due: 'Due',
  number: 'No.',
  back: 'Back to the list',
  files: 'Beside this page: alerts.geojson (outlines), alerts.gpx (waypoints and outlines).',
};

export const FIELD_PACK_WORDS: Readonly<Record<ReportLanguage, FieldPackWords>> = { zh, en };
