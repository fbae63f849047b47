import { areaText, percentText } from '#domain/areaText.js';
import type { Finding } from '#domain/finding.js';
import { gaussKruegerZoneOf } from '#domain/gaussKrueger.js';
import type { JudgedInput } from '#domain/evidenceBundle.js';
import { project, WGS84 } from '#store/rasters/index.js';
import type { BundleSources } from '../bundleSources.js';
import { officeMoment } from './moments.js';
import type { Column, Sheet } from './sheet.js';
import { filled, LOCALES, wordOf } from './words.js';

/** What the alert is, in one table, and why it was raised, in one sentence. */
export function writeFacts(sheet: Sheet, { alert, inputs }: BundleSources): void {
  const { words } = sheet;
  const { terms } = words;
  const area = areaText(alert.areaM2, LOCALES[sheet.language]);
  const [lon, lat] = alert.centre;
  const classes = inputs.map(({ patch }) => classChange(sheet, patch));
  sheet.facts([
    [words.alertId, alert.id],
    [words.kind, wordOf(terms.violation, alert.kind)],
    [words.severity, wordOf(terms.severity, alert.severity)],
    [words.status, wordOf(terms.alertStatus, alert.status)],
    [words.adminCode, alert.adminCode],
    [words.area, filled(words.areaValue, { ...area })],
    [words.classes, [...new Set(classes)].join('; ') || words.none],
    [words.onset, filled(words.onsetValue, { from: alert.onsetFrom, to: alert.onsetTo })],
    [words.centre, `${lat.toFixed(6)}° N, ${lon.toFixed(6)}° E`],
    [words.plane, planeText(sheet, alert.centre)],
    [words.permits, alert.permitCaseNumbers.join('; ') || words.none],
    [words.raisedAt, officeMoment(alert.raisedAt)],
    [words.determination, determinationText(sheet, alert)],
  ]);
  sheet.paragraph(alert.explanation[sheet.language], { gapAfter: 2 });
}

function classChange({ words: { terms } }: Sheet, patch: JudgedInput['patch']): string {
  return `${wordOf(terms.landCover, patch.fromClass)} → ${wordOf(terms.landCover, patch.toClass)}`;
}

/** In the zone's plane, the zone's number before the easting. */
export function planeText({ words }: Pick<Sheet, 'words'>, centre: readonly [number, number]): string {
  const zone = gaussKruegerZoneOf(centre[0]);
  if (zone === null) return words.none;
  const [east, north] = project(WGS84, zone.epsg, centre);
  return filled(words.planeValue, { ...zone, north: north.toFixed(1), east: east.toFixed(1) });
}

/** Outcome, reason and words of the person who decided. */
export function determinationText({ words }: Pick<Sheet, 'words'>, { determination }: BundleSources['alert']): string {
  if (determination === null) return words.undetermined;
  const { outcome, reason, note } = determination;
  const reasonWords = { ...words.terms.exemption, ...words.terms.pseudoChangeReason };
  const parts = [words.outcome[outcome], reason && wordOf(reasonWords, reason), note];
  return parts.filter((part) => part !== null && part !== '').join('; ');
}

/** Each rule that found something, with every part of the patch's area; the parts add up to the patch. */
export function writeFindings(sheet: Sheet, inputs: readonly JudgedInput[]): void {
  const { words } = sheet;
  sheet.heading(words.findings, 170);
  const judged = inputs.filter(({ judgement }) => (judgement?.findings.length ?? 0) > 0);
  if (judged.length === 0) sheet.paragraph(words.noFindings);
  for (const { patch, judgement } of judged) {
    const area = areaText(patch.areaM2, LOCALES[sheet.language]).m2;
    const title = filled(words.patch, { from: patch.onsetFrom, to: patch.onsetTo, area });
    sheet.need(150);
    sheet.paragraph(`${title} · ${classChange(sheet, patch)}`, { isBold: true, size: 9 });
    for (const finding of judgement!.findings) writeFinding(sheet, finding, judgement!.ruleSet);
  }
}

function writeFinding(
  sheet: Sheet,
  finding: Finding,
  ruleSet: { readonly id: string; readonly version: string; readonly hash: string },
): void {
  const { words } = sheet;
  const { terms } = words;
  sheet.need(130);
  const kind = wordOf(terms.violation, finding.kind);
  sheet.paragraph(`${kind} · ${wordOf(terms.severity, finding.severity)}`, { isBold: true, gapAfter: 1 });
  sheet.paragraph(finding.explanation[sheet.language], { gapAfter: 1 });
  const tolerance = { value: finding.toleranceM.toFixed(1), ...ruleSet, hash: ruleSet.hash.slice(0, 12) };
  sheet.paragraph(filled(words.tolerance, tolerance), { size: 8, colour: '#4a5b65', gapAfter: 4 });
  const locale = LOCALES[sheet.language];
  const total = finding.parts.reduce((sum, { areaM2 }) => sum + areaM2, 0);
  const rows = finding.parts.map(({ label, ref, areaM2 }) => [
    wordOf({ ...terms.landCover, ...terms.part }, label),
    ref ?? '—',
    areaText(areaM2, locale).m2,
    areaText(areaM2, locale).mu,
    percentText(total === 0 ? 0 : areaM2 / total, locale),
  ]);
  const sum = areaText(total, locale);
  if (rows.length > 0) sheet.table(partColumns(sheet), [...rows, [words.total, '', sum.m2, sum.mu, '']], true);
}

const partColumns = ({ words }: Sheet): readonly Column[] => [
  { title: words.part, share: 0.26 },
  { title: words.ref, share: 0.36 },
  { title: words.m2, share: 0.14, align: 'right' },
  { title: words.mu, share: 0.12, align: 'right' },
  { title: words.share, share: 0.12, align: 'right' },
];
