import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BenchReport } from '#cli/bench/benchReport.js';
import { hasPythonModules, PYTHON } from '#cli/bench/measureProcess.js';
import { planwatch } from '../../support/planwatch.js';

const withPython = existsSync(PYTHON) ? test : test.skip;

describe('planwatch bench', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'planwatch-benchtest-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  withPython('measures whole processes and writes table and figures', async () => {
    const files = ['--keep', folder, '--json', join(folder, 'b.json'), '--table', join(folder, 'b.md')];
    const options = ['--size', '512', '--repeats', '1', '--only', 'pair,outline,scaling'];
    const { code, stdout, stderr } = await planwatch('bench', ...options, ...files);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8')) as BenchReport;
    const ours = report.rows.filter(({ who }) => who === 'Planwatch');
    expect(ours.map(({ group }) => group)).toEqual(['pair', 'outline']);
    for (const row of report.rows) {
      expect(row.seconds).toBeGreaterThan(0);
      expect(row.cpuSeconds).toBeGreaterThan(0);
      expect(row.peakMb).toBeGreaterThan(5);
    }
    expect(report.scaling).toHaveLength(2);
    // What is there is measured beside ours; what is not is named.
    const isMeasured = report.rows.some(({ who }) => who === 'rasterio script');
    expect(isMeasured).toBe(hasPythonModules('rasterio', 'numpy'));
    expect(report.leftOut.some((text) => text.startsWith('rasterio script'))).toBe(!isMeasured);
    expect(readFileSync(join(folder, 'b.md'), 'utf8')).toContain(stdout.trim());
  });

  test('refuses groups and folders that are not there', async () => {
    const wrong = await planwatch('bench', '--only', 'pair,lunch');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('decode, pair, outline, irMad, series, scaling, noise');
    const missing = await planwatch('bench', '--peers', join(folder, 'nowhere'));
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('there is no such folder');
  });
});
