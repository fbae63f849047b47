import { CORNER, PREFECTURE, SIDE_DEGREES } from './fillAlerts.js';
import type { Asked } from './openLoop.js';

export interface KeysByRegion {
  readonly office: string;
  readonly county: string;
  readonly town: string;
}

/** A mix as the viewer and its maps ask: lists, filters, boxes, tiles of all zooms, single alerts; from the same numbers every time. */
export function alertQueries(count: number, keys: KeysByRegion, alertIds: readonly string[]): readonly Asked[] {
  let state = 11;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const oneOf = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const list = (query: object, name: string): Omit<Asked, 'key'> => ({
    name,
    path: `/v1/alerts?${new URLSearchParams({ limit: '50', silenced: 'false', ...query }).toString()}`,
  });
  const box = (side: number): string => {
    const [west, south] = CORNER.map((corner) => corner + random() * (SIDE_DEGREES - side)) as [number, number];
    return [west, south, west + side, south + side].map((degrees) => degrees.toFixed(6)).join(',');
  };
  const tile = (): Omit<Asked, 'key'> => {
    const z = oneOf([7, 9, 10, 11, 12, 13, 14, 15, 16]);
    const [lon, lat] = CORNER.map((corner) => corner + random() * SIDE_DEGREES) as [number, number];
    const x = Math.floor(((lon + 180) / 360) * 2 ** z);
    const y = Math.floor((0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z);
    const selection = oneOf(['', '?status=new,deskReview,fieldVerification', '?severity=critical,high&silenced=false']);
    return { name: z < 12 ? 'tile, far' : 'tile, near', path: `/tiles/alerts/${z}/${x}/${y}.mvt${selection}` };
  };
  const kinds: readonly (() => Omit<Asked, 'key'>)[] = [
    () => list({}, 'list'),
    () => list({ sort: oneOf(['raisedAt', 'areaM2', 'dueOn']) }, 'list'),
    () => list({ status: oneOf(['new', 'new,deskReview', 'closed']) }, 'filter'),
    () => list({ kind: 'buildWithoutApproval', severity: 'high,critical' }, 'filter'),
    () =>
      list({ adminCode: `${PREFECTURE}0${1 + Math.floor(random() * 8)}`, overdue: 'true', sort: 'dueOn' }, 'filter'),
    () => list({ minConfidence: '0.9', status: 'new' }, 'filter'),
    () => list({ supervised: 'true' }, 'filter'),
    () => list({ caseNumber: `建字第${Math.floor(random() * 3000) * 3}号` }, 'filter'),
    () => list({ bbox: box(oneOf([0.02, 0.1, 0.4])), limit: '1000' }, 'box'),
    tile,
    tile,
    tile,
    () => ({ name: 'alert', path: `/v1/alerts/${oneOf(alertIds)}` }),
    () => ({ name: 'alert', path: `/v1/alerts/${oneOf(alertIds)}/history` }),
  ];
  const callers = [keys.office, keys.county, keys.county, keys.town];
  return Array.from({ length: count }, () => {
    const asked = oneOf(kinds)();
    // A single alert lies where the office sees it.
    return { ...asked, key: asked.name === 'alert' ? keys.office : oneOf(callers) };
  });
}
