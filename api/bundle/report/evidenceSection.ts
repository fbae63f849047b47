import sharp from 'sharp';
import { readFile } from 'node:fs/promises';
import type { EvidenceCheck, EvidenceItem } from '#domain/evidence.js';
import type { ObjectStore } from '#store/objects.js';
import type { StoredEvidence } from '../bundleSources.js';
import { officeMoment } from './moments.js';
import { printable } from './fonts.js';
import { CONTENT_WIDTH, INK, type Sheet } from './sheet.js';
import { filled } from './words.js';

const PHOTO = { width: 150, height: 112 } as const;
const ROW = PHOTO.height + 14;

/** Photos that stand, each with what it says of itself and how that was found; documents by name. */
export async function writeEvidence(
  sheet: Sheet,
  evidence: readonly StoredEvidence[],
  store: ObjectStore,
): Promise<void> {
  const { words, doc } = sheet;
  sheet.heading(words.evidence);
  const standing = evidence.filter(({ item }) => item.withdrawnAt === null);
  if (standing.length === 0) return sheet.paragraph(words.noEvidence);
  sheet.paragraph(words.photoFacts, { size: 8, colour: INK.soft });
  for (const { item, thumbnailKey } of standing) {
    sheet.need(ROW);
    const y = sheet.y;
    if (thumbnailKey !== null) {
      const jpeg = await sharp(await readFile(store.resolve(thumbnailKey)))
        .jpeg({ quality: 88 })
        .toBuffer();
      doc.image(jpeg, sheet.left, y, { fit: [PHOTO.width, PHOTO.height], align: 'center', valign: 'center' });
    }
    doc.rect(sheet.left, y, PHOTO.width, PHOTO.height).lineWidth(0.5).strokeColor(INK.line).stroke();
    const left = sheet.left + PHOTO.width + 12;
    doc.font('regular').fontSize(8.5).fillColor(INK.text);
    const options = { width: CONTENT_WIDTH - PHOTO.width - 12, height: PHOTO.height, ellipsis: true, lineGap: 1.5 };
    doc.text(printable(linesOf(sheet, item).join('\n')), left, y, options);
    sheet.y = y + ROW;
  }
}

function linesOf({ words }: Sheet, item: EvidenceItem): string[] {
  const { photo } = item;
  const position = photo?.position?.lonLat;
  return [
    `${item.fileName} · ${item.submittedBy} · ${officeMoment(item.submittedAt)}`,
    ...(item.note === null ? [] : [item.note]),
    ...(photo === null
      ? []
      : [
          [
            photo.takenAt && officeMoment(photo.takenAt.at),
            position && `${position[1].toFixed(6)}° N, ${position[0].toFixed(6)}° E`,
            photo.headingDegrees && `${Math.round(photo.headingDegrees.value)}°`,
            photo.camera,
          ]
            .filter(Boolean)
            .join(' · '),
        ]),
    item.checks
      .filter(({ check, outcome }) => check !== 'reuse' || outcome === 'doubtful')
      .map((check) => checkText(words, check))
      .join('; '),
    `SHA-256 ${item.sha256}`,
  ].filter((line) => line !== '');
}

function checkText(words: Sheet['words'], { check, outcome, found }: EvidenceCheck): string {
  const name = `${words.checkNames[check]} ${words.outcomes[outcome]}`;
  return found === null ? name : `${name} (${filled(words.checks[check], { found: Math.round(found) })})`;
}
