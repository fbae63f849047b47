import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { accuracyPage, type FamilyResult, type StressedFamily } from './accuracy/accuracyPage.js';
import { detectTruePair, type TruePairResult } from './accuracy/detectTruePair.js';
import { FAMILIES } from './accuracy/families.js';
import { canLeaveOut, leaveOneOut, type LeftOut } from './accuracy/leaveOneOut.js';
import { isStressed, stressFamily } from './accuracy/stress.js';

/**
 * Detects every labelled pair of the real data as `planwatch detect` does and writes docs/accuracy.md. Sets that are not
 * there keep their place in the table, as not measured. Folder: PLANWATCH_SHARED_DATA, else ../shared/data.
 */
const dataFolder = resolve(process.env['PLANWATCH_SHARED_DATA'] ?? '../shared/data');
const results: FamilyResult[] = [];
for (const family of FAMILIES) {
  const measured: { name: string; result: TruePairResult }[] = [];
  for (const pair of family.pairs) {
    if (!existsSync(join(dataFolder, pair.truth))) {
      process.stdout.write(`${family.name} ${pair.name}: not there, skipped\n`);
      continue;
    }
    const result = await detectTruePair(dataFolder, pair, family);
    const { auc, truePositive, falsePositive, falseNegative, falsePatches, cpuSeconds, megapixels } = result;
    const f1 = (2 * truePositive) / (2 * truePositive + falsePositive + falseNegative || 1);
    process.stdout.write(
      `${family.name} ${pair.name}: ${result.recipe}, AUC ${auc.toFixed(4)}, F1 ${f1.toFixed(3)}, ` +
        `${falsePatches} false patches, ${(cpuSeconds / megapixels).toFixed(1)} CPU s/Mpx\n`,
    );
    measured.push({ name: pair.name, result });
  }
  results.push({ family, measured });
}
const leftOut: LeftOut[] = [];
const stressed: StressedFamily[] = [];
for (const { family, measured } of results) {
  if (measured.length < family.pairs.length) continue;
  if (canLeaveOut(family)) {
    leftOut.push(await leaveOneOut(dataFolder, family));
    process.stdout.write(`${family.name}: left out ${leftOut.at(-1)!.leftOut.toFixed(3)}\n`);
  }
  if (isStressed(family)) {
    stressed.push({
      family: family.name,
      isSigned: family.sensor !== 'sar',
      rows: await stressFamily(dataFolder, family),
    });
    process.stdout.write(`${family.name}: stressed\n`);
  }
}
const page = resolve(import.meta.dirname, '../docs/accuracy.md');
if (results.some(({ measured }) => measured.length > 0)) {
  await writeFile(page, accuracyPage(results, leftOut, stressed));
  process.stdout.write(`${page} written\n`);
} else {
  process.stdout.write('no labelled pair found: docs/accuracy.md is left as it is\n');
}
