import type { Command } from 'commander';
import { BadInputError } from '#domain/errors.js';
import { verifyBundle, type BundleCheck } from '../bundle/verifyBundle.js';

export function register(program: Command): void {
  program
    .command('verify-bundle <file>')
    .description(
      'check an evidence bundle without any server: its files, its decision trail, and the judgement made again',
    )
    .option('--json', 'print the outcome as JSON')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const outcome = await verifyBundle(file);
      process.stdout.write(json === true ? `${JSON.stringify(outcome)}\n` : outcome.checks.map(lineOf).join(''));
      const broken = outcome.checks.filter(({ isSound }) => !isSound);
      if (json !== true) process.stdout.write(`${summaryOf(outcome, broken.length)}\n`);
      if (broken.length === 0) return;
      throw new BadInputError('the bundle is not what was made', {
        code: 'bundle.broken',
        where: file,
        found: `${broken.length} of ${outcome.checks.length} checks failed, the first: ${broken[0]!.what}`,
        expected: 'files as the manifest says, and judgements as the rules give them',
      });
    });
}

const lineOf = ({ what, isSound, found }: BundleCheck): string =>
  `${isSound ? '✓' : '✗'} ${what}${found === null ? '' : `: ${found}`}\n`;

function summaryOf(
  { alertId, manifestSha256, checks }: Awaited<ReturnType<typeof verifyBundle>>,
  brokenCount: number,
): string {
  const verdict = brokenCount === 0 ? 'sound' : 'BROKEN';
  return `bundle ${verdict}: alert ${alertId}, ${checks.length} checks, manifest ${manifestSha256}`;
}
