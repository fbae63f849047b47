import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { benchMarkdown, pageWithReport, type BenchReport } from '#cli/bench/benchReport.js';

const measured = (seconds: number, cpuSeconds: number, peakMb: number) => ({ seconds, cpuSeconds, peakMb });

const report: BenchReport = {
  formatVersion: 1,
  measuredOn: '2024-05-06',
  machine: { cores: 2, model: 'A Processor', memoryGb: 24, node: 'v20.20.0', platform: 'linux x64' },
  size: 10_980,
  repeats: 3,
  load: [0.5, 2.25],
  rows: [
    { group: 'pair', work: 'pair to polygons', who: 'Planwatch', ...measured(4, 7.5, 150), theirsOverOurs: null },
    {
      group: 'pair',
      work: 'pair to polygons',
      who: 'GDAL tools',
      ...measured(14, 20, 1144),
      theirsOverOurs: measured(3.5, 2.6667, 7.6267),
    },
  ],
  scaling: [
    { work: 'a pair', half: measured(2, 4, 100), whole: measured(4.2, 6, 110), ratio: measured(2.1, 1.5, 1.1) },
  ],
  noise: [{ share: 0.3, sievePixels: 20, outcome: 'refused with advice', ...measured(1, 2, 300) }],
  leftOut: ['numba (python3-numba)'],
};

describe('the table of a benchmark', () => {
  const text = benchMarkdown(report);

  test('says where, how much and how often was measured', () => {
    expect(text).toContain('2024-05-06 on 2 × A Processor, 24 GB, Node v20.20.0; load 0.500 before, 2.25 after.');
    expect(text).toContain('10980 × 10980 × 4 × uint16, 3 run(s) each');
  });

  test('has a row for each program, with ratios for the others', () => {
    expect(text).toContain('| pair to polygons | Planwatch | 4.00 | 7.50 | 150 |  |  |  |');
    expect(text).toContain('| pair to polygons | GDAL tools | 14.0 | 20.0 | 1144 | 3.50 | 2.67 | 7.63 |');
  });

  test('has what twice the pixels and noise cost, and what was left out', () => {
    expect(text).toContain('| a pair: whole / half | 2.10 | 1.50 | 1.10 |');
    expect(text).toContain('| a pair: whatever the pixels (2 × half - whole) | 0.00 | 2.00 |  |');
    expect(text).toContain('| 30 % | 20 | refused with advice | 1.00 | 2.00 | 300 |');
    expect(text).toContain('Left out, for want of: numba (python3-numba).');
  });

  test('says nothing of groups that were not asked for', () => {
    const short = benchMarkdown({ ...report, scaling: [], noise: [], leftOut: [] });
    expect(short).not.toMatch(/twice the pixels|noise|Left out/);
  });
});

describe('a page with the table', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'planwatch-page-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('keeps what stands around the marks, and is the same when made again', () => {
    const path = join(folder, 'page.md');
    writeFileSync(path, '# Head\n\n<!-- measured -->\nold\n<!-- /measured -->\n\nTail\n');
    const page = pageWithReport(path, 'new');
    expect(page).toBe('# Head\n\n<!-- measured -->\n\nnew\n\n<!-- /measured -->\n\nTail\n');
    writeFileSync(path, page);
    expect(pageWithReport(path, 'new')).toBe(page);
  });

  test('is begun where there is none', () => {
    expect(pageWithReport(join(folder, 'none.md'), 'new')).toMatch(/^# Benchmarks\n\n<!-- measured -->\n\nnew\n/);
  });
});
