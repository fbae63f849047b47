import type { ObjectStore } from '#store/objects.js';
import type { BundleSources } from '../bundleSources.js';
import type { AlertPictures } from '../pictures.js';
import { writeEvidence } from './evidenceSection.js';
import { writeFacts, writeFindings } from './factSections.js';
import { writeTimeline, writeTrail } from './historySections.js';
import { writeImagery, writeMaps } from './mapSections.js';
import { officeMoment } from './moments.js';
import { createSheet, INK } from './sheet.js';
import { writeSources } from './sourceSection.js';
import { filled, REPORT_WORDS, wordOf, type ReportLanguage } from './words.js';

/** The report on one alert as PDF, fonts embedded by subset. */
export async function renderReport(
  language: ReportLanguage,
  sources: BundleSources,
  pictures: AlertPictures,
  store: ObjectStore,
): Promise<Buffer> {
  const words = REPORT_WORDS[language];
  const { alert, generatedAt, generatedBy } = sources;
  const sheet = createSheet(language, `${words.title} · ${alert.id}`, new Date(generatedAt));
  sheet.paragraph(words.title, { size: 19, isBold: true, colour: INK.accent, gapAfter: 1 });
  sheet.paragraph(wordOf(words.terms.violation, alert.kind), { size: 12.5, isBold: true, gapAfter: 3 });
  sheet.paragraph(words.lead, { size: 8.5, colour: INK.soft, gapAfter: 8 });
  writeFacts(sheet, sources);
  writeImagery(sheet, sources, pictures);
  writeMaps(sheet, sources, pictures);
  writeFindings(sheet, sources.inputs);
  writeTimeline(sheet, sources);
  await writeEvidence(sheet, sources.evidence, store);
  writeTrail(sheet, sources);
  writeSources(sheet, sources);
  return sheet.finish(filled(words.generated, { at: officeMoment(generatedAt), by: generatedBy }));
}
