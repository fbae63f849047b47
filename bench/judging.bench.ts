import { parseArgs } from 'node:util';
import { createJudge, DEFAULT_RULE_SET } from '#pipelines/patches-to-findings/index.js';
import { createGround, patchesOf, permitsOf } from './judging/archive.js';
import { intersectionAreas } from './judging/postgis.js';

/**
 * Patches judged against permits by the whole default rule set, beside the time that PostGIS needs for the bare
 * intersection areas of the same polygons: `npm run bench judging -- --count=50000`. `--alone` leaves PostGIS out.
 */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '50000' }, alone: { type: 'boolean', default: false } },
});
const ground = createGround(Number(values.count), 3);
const patches = patchesOf(ground);
const permits = permitsOf(ground);

/** Processor seconds of this process so far. */
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

let best = Infinity;
let leastCpu = Infinity;
const counts = new Map<string, number>();
for (let run = 0; run < 3; run++) {
  counts.clear();
  const started = performance.now();
  const cpuBefore = cpuSeconds();
  const judge = createJudge({ permits, layers: [], features: [], orders: [], ruleSet: DEFAULT_RULE_SET });
  for (const patch of patches) {
    const { verdict, leading } = judge(patch);
    const name = leading ?? verdict;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  best = Math.min(best, (performance.now() - started) / 1000);
  leastCpu = Math.min(leastCpu, cpuSeconds() - cpuBefore);
}
const said = [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
process.stdout.write(
  `planwatch: ${patches.length} judged in ${best.toFixed(2)} s, ${leastCpu.toFixed(2)} s of CPU (${said})\n`,
);
if (!values.alone) {
  const peer = await intersectionAreas(ground);
  process.stdout.write(
    `PostGIS: bare areas of ${peer.pairs} pairs in ${peer.seconds.toFixed(2)} s, ${peer.cpuSeconds.toFixed(2)} s of CPU ` +
      `(${(peer.areaM2 / 1e4).toFixed(0)} ha)\n` +
      `ratio ${(best / peer.seconds).toFixed(2)} by the clock, ${(leastCpu / peer.cpuSeconds).toFixed(2)} of CPU\n`,
  );
}
