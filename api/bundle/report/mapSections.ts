import type { LayerKind } from '#domain/layer.js';
import type { Scene } from '#domain/scene.js';
import { officeDayOf } from '#domain/time.js';
import type { BundleSources } from '../bundleSources.js';
import type { AlertPictures } from '../pictures.js';
import { printable } from './fonts.js';
import { drawMapFrame, frameOfView, type DrawnArea } from './mapFrame.js';
import { CONTENT_WIDTH, INK, type Sheet } from './sheet.js';
import { filled, wordOf } from './words.js';

const GAP = 14;
const SIZE = (CONTENT_WIDTH - GAP) / 2;
/** Smaller pictures are better than half a page left empty, down to this share of their size. */
const LEAST_SIZE = 0.78 * SIZE;
const IMAGERY_WORDS = 76;
const ALERT = { line: '#ff3bd4', width: 1.5 } as const;
const PERMIT = { line: '#00e5ff', width: 1.1, isDashed: true } as const;

/** Colours of plan layers, near those of the statutory plans' legends. */
const LAYER_COLOURS: Readonly<Record<LayerKind, string>> = {
  ecologicalRedline: '#e2231a',
  permanentBasicFarmland: '#f2c200',
  urbanGrowthBoundary: '#ff7f27',
  zone: '#b07cc6',
  detailedPlanParcel: '#8c6bb1',
  landClass: '#a1887f',
  heritageLine: '#8e24aa',
  waterLine: '#1e88e5',
  greenLine: '#43a047',
  utilityLine: '#fdd835',
  adminRegion: '#9e9e9e',
};
/** What covers everything would hide the rest; it stands in the tables. */
const NOT_DRAWN: readonly LayerKind[] = ['adminRegion', 'landClass'];

/** Both dates side by side. */
export function writeImagery(sheet: Sheet, { alert, before, after }: BundleSources, pictures: AlertPictures): void {
  const { words } = sheet;
  const areas = [{ geometry: alert.geometry, ...ALERT }];
  const room = sheet.room() - IMAGERY_WORDS;
  const size = room < SIZE && room >= LEAST_SIZE ? room : SIZE;
  sheet.heading(words.imagery, size + 32);
  const y = sheet.y;
  let bottom = y;
  for (const [i, [scene, picture, name]] of (
    [
      [before, pictures.before, words.before],
      [after, pictures.after, words.after],
    ] as const
  ).entries()) {
    const x = sheet.left + i * (SIZE + GAP);
    const label = scene === null ? name : `${name} ${officeDayOf(scene.acquiredAt)}`;
    drawMapFrame(sheet, { view: picture.view, picture: picture.jpeg, areas, label }, { x, y, size });
    const text = scene === null ? words.noPicture : sceneText(sheet, scene);
    bottom = Math.max(bottom, caption(sheet, text, x, y + size + 3));
  }
  sheet.y = bottom + 1;
  sheet.paragraph(words.pictureNote, { size: 8, colour: INK.soft });
}

function sceneText({ words }: Sheet, scene: Scene): string {
  const gsd = filled(words.gsd, { value: Number(scene.gsdMetres.toPrecision(2)) });
  return [scene.title, wordOf(words.terms.sensor, scene.sensor), gsd].join(' · ');
}

/** Where it lies, and what plans and permits lie there. */
export function writeMaps(sheet: Sheet, sources: BundleSources, pictures: AlertPictures): void {
  const { words } = sheet;
  const { alert } = sources;
  const drawn = planAreas(sources);
  sheet.heading(words.maps, SIZE + 44);
  const y = sheet.y;
  const alertArea = { geometry: alert.geometry, ...ALERT };
  const frame = { geometry: frameOfView(pictures.after.view), line: '#ffffff', width: 1.2 };
  const { location, after } = pictures;
  const locationMap = { view: location.view, picture: location.jpeg, areas: [frame, alertArea], label: words.location };
  drawMapFrame(sheet, locationMap, { x: sheet.left, y, size: SIZE });
  const captionEnd = caption(sheet, words.locationNote, sheet.left, y + SIZE + 3);
  const areas = [...drawn.areas, alertArea];
  const right = sheet.left + SIZE + GAP;
  drawMapFrame(
    sheet,
    { view: after.view, picture: after.jpeg, areas, label: words.overlay },
    { x: right, y, size: SIZE },
  );
  const legendEnd = writeLegend(sheet, drawn.legend, right, y + SIZE + 6);
  sheet.y = Math.max(captionEnd, legendEnd) + 4;
}

interface LegendEntry {
  readonly colour: string;
  readonly text: (sheet: Sheet) => string;
}

/** Features and permits near any patch, each once: the largest areas below, permits on top. */
function planAreas({ inputs }: BundleSources): { areas: DrawnArea[]; legend: LegendEntry[] } {
  const features = new Map(
    inputs
      .flatMap((input) => input.features)
      .filter(({ layerKind }) => !NOT_DRAWN.includes(layerKind))
      .map((one) => [`${one.layerId}/${one.layerVersion}/${one.featureId}`, one]),
  );
  const permits = new Map(inputs.flatMap((input) => input.permits).map((permit) => [permit.caseNumber, permit]));
  const kinds = [...new Set([...features.values()].map(({ layerKind }) => layerKind))].sort();
  const ofKind = (kind: LayerKind): DrawnArea[] => {
    const [line, isZone] = [LAYER_COLOURS[kind], kind === 'zone' || kind === 'detailedPlanParcel'];
    const style = { line, width: 0.9, ...(!isZone && { fill: line }) };
    return [...features.values()]
      .filter(({ layerKind }) => layerKind === kind)
      .map(({ geometry }) => ({ geometry, ...style }));
  };
  const permitAreas = [...permits.values()].map(({ geometry }) => ({ geometry, ...PERMIT }));
  const legend: LegendEntry[] = [
    { colour: ALERT.line, text: ({ words }) => words.legendAlert },
    ...(permitAreas.length === 0 ? [] : [{ colour: PERMIT.line, text: ({ words }: Sheet) => words.legendPermit }]),
    ...kinds.map((kind) => ({
      colour: LAYER_COLOURS[kind],
      text: ({ words }: Sheet) => wordOf(words.terms.layerKind, kind),
    })),
  ];
  return { areas: [...kinds.flatMap(ofKind), ...permitAreas], legend };
}

/** @returns where it ends */
function writeLegend(sheet: Sheet, legend: readonly LegendEntry[], left: number, top: number): number {
  const { doc } = sheet;
  let [x, y] = [left, top];
  doc.font('regular').fontSize(8);
  for (const { colour, text } of legend) {
    const words = printable(text(sheet));
    const width = 16 + doc.widthOfString(words) + 10;
    if (x + width > left + SIZE) [x, y] = [left, y + 13];
    doc.rect(x, y + 1.5, 11, 8).fillAndStroke(colour, INK.soft);
    doc.fillColor(INK.text).text(words, x + 15, y, { lineBreak: false });
    x += width;
  }
  return y + 13;
}

/** @returns where it ends */
function caption({ doc }: Sheet, text: string, x: number, y: number): number {
  const words = printable(text);
  doc.font('regular').fontSize(8).fillColor(INK.soft);
  doc.text(words, x, y, { width: SIZE, height: 24, ellipsis: true, lineGap: 1 });
  return y + Math.min(24, doc.heightOfString(words, { width: SIZE, lineGap: 1 }));
}
