import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { auditHash } from '#domain/audit.js';
import { BadInputError } from '#domain/errors.js';
import {
  BUNDLE_FILES,
  BUNDLE_FORMAT_VERSION,
  BUNDLE_KIND,
  BUNDLE_MANIFEST,
  judgedInputFile,
  type BundledAudit,
  type BundledEvidence,
  type BundleManifest,
  type JudgedInput,
} from '#domain/evidenceBundle.js';
import { canonicalJson } from '#domain/id.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { judgePatch, parseRuleSet, patchFinder, ruleSetReference } from '#pipelines/patches-to-findings/index.js';
import { unpackArchive } from '#store/vectors/index.js';

/** One thing that was looked at. */
export interface BundleCheck {
  readonly what: string;
  readonly isSound: boolean;
  /** What was found; null where there is nothing to say beyond that it is sound. */
  readonly found: string | null;
}

export interface BundleOutcome {
  readonly alertId: string;
  /** Stands in the office's audit trail where the office made the bundle. */
  readonly manifestSha256: string;
  readonly checks: readonly BundleCheck[];
}

/**
 * Unpacks a bundle into a folder of its own, holds every file against the manifest and every entry of the trail against its
 * hash, and judges every patch again by what the bundle holds.
 * @throws BadInputError where it is no bundle at all
 */
export async function verifyBundle(path: string): Promise<BundleOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'planwatch-bundle-'));
  try {
    await unpackArchive(path, folder, path);
    const { manifest, sha256: manifestSha256 } = await readManifest(folder, path);
    const checks = [
      ...(await checkFiles(folder, manifest)),
      ...(await checkTrail(folder)),
      ...(await checkEvidence(folder, manifest)),
      ...(await checkJudgements(folder, manifest)),
    ];
    return { alertId: manifest.alertId, manifestSha256, checks };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readManifest(folder: string, path: string): Promise<{ manifest: BundleManifest; sha256: string }> {
  const manifest = await readJson<BundleManifest>(folder, BUNDLE_MANIFEST);
  if (manifest?.kind === BUNDLE_KIND && manifest.formatVersion === BUNDLE_FORMAT_VERSION) {
    return { manifest, sha256: sha256Of(await readFile(join(folder, BUNDLE_MANIFEST))) };
  }
  throw new BadInputError('not an evidence bundle of this version', {
    code: 'bundle.manifest',
    where: path,
    found: manifest === null ? `no ${BUNDLE_MANIFEST}` : `${manifest.kind}, format ${manifest.formatVersion}`,
    expected: `${BUNDLE_KIND}, format ${BUNDLE_FORMAT_VERSION}`,
  });
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Files that are missing, changed, or in the archive without being named. */
async function checkFiles(folder: string, manifest: BundleManifest): Promise<BundleCheck[]> {
  const there = await filesBelow(folder);
  const named = new Set([BUNDLE_MANIFEST, ...manifest.files.map((file) => file.path)]);
  const strays = there.filter((name) => !named.has(name));
  const checks = await Promise.all(
    manifest.files.map(async ({ path, sha256 }): Promise<BundleCheck> => {
      // A name that leads out of the bundle names nothing in it.
      const found = there.includes(path) ? sha256Of(await readFile(join(folder, path))) : 'missing';
      return { what: path, isSound: found === sha256, found: found === sha256 ? null : found };
    }),
  );
  const found = strays.length === 0 ? null : strays.join(', ');
  return [...checks, { what: 'nothing beside what the manifest names', isSound: found === null, found }];
}

async function filesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const kinds = await Promise.all(names.map((name) => stat(join(folder, name))));
  return names.filter((_, i) => kinds[i]!.isFile()).map((name) => name.split(sep).join('/'));
}

/** @throws BadInputError where the file is there and not JSON */
async function readJson<T>(folder: string, path: string): Promise<T | null> {
  const text = await readFile(join(folder, path), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    const found = error instanceof Error ? error.message : 'something else';
    const detail = { code: 'bundle.json', where: path, found, expected: 'JSON' };
    throw new BadInputError('not JSON', detail, { cause: error });
  }
}

/** The trail of one alert has gaps where other alerts were worked on; each entry stands for itself. */
async function checkTrail(folder: string): Promise<BundleCheck[]> {
  const entries = (await readJson<BundledAudit>(folder, BUNDLE_FILES.audit))?.entries ?? [];
  const edited = entries.filter((entry) => auditHash(entry) !== entry.hash).map(({ sequence }) => sequence);
  const isOrdered = entries.every((entry, i) => i === 0 || entries[i - 1]!.sequence < entry.sequence);
  const found =
    edited.length > 0 ? `edited: ${edited.join(', ')}` : isOrdered ? `${entries.length} entries` : 'reordered';
  return [{ what: 'decision trail', isSound: entries.length > 0 && edited.length === 0 && isOrdered, found }];
}

/** What is said of each file that was handed in is said of the file in the bundle. */
async function checkEvidence(folder: string, { files }: BundleManifest): Promise<BundleCheck[]> {
  const items = (await readJson<BundledEvidence>(folder, BUNDLE_FILES.evidence))?.items ?? [];
  const sha256At = new Map(files.map((file) => [file.path, file.sha256]));
  return items
    .filter(({ path }) => path !== null)
    .map(({ path, sha256, fileName }) => {
      const isSound = sha256At.get(path ?? '') === sha256;
      return { what: `evidence ${fileName}`, isSound, found: isSound ? null : `${path} is another file` };
    });
}

async function checkJudgements(folder: string, { files }: BundleManifest): Promise<BundleCheck[]> {
  const checks: BundleCheck[] = [];
  for (const { path } of files.filter((file) => file.path.startsWith(JUDGED_FOLDER))) {
    try {
      const input = await readJson<JudgedInput>(folder, path);
      if (input !== null) checks.push(rulesCheck(input), areaCheck(input), judgementCheck(input));
    } catch (error) {
      checks.push({ what: path, isSound: false, found: error instanceof Error ? error.message : String(error) });
    }
  }
  return checks.length > 0 ? checks : [{ what: 'judged patches', isSound: false, found: 'none' }];
}

const JUDGED_FOLDER = judgedInputFile('').replace(/[^/]*$/, '');

function rulesCheck({ patch, ruleSet, judgement }: JudgedInput): BundleCheck {
  const { id, version, hash } = ruleSetReference(parseRuleSet(ruleSet, judgedInputFile(patch.id)));
  const isSound = judgement !== null && judgement.ruleSet.hash === hash;
  return { what: `rules of patch ${patch.id}`, isSound, found: `${id} ${version} ${hash}` };
}

/** Areas counted in pixels of a plane differ from those on the ellipsoid by less. */
const AREA_TOLERANCE = 0.001;

function areaCheck({ patch }: JudgedInput): BundleCheck {
  const areaM2 = geodesicAreaM2(patch.geometry);
  const isSound = Math.abs(areaM2 - patch.areaM2) <= AREA_TOLERANCE * patch.areaM2;
  const found = `${areaM2.toFixed(1)} m² on the ellipsoid, ${patch.areaM2.toFixed(1)} stated`;
  return { what: `area of patch ${patch.id}`, isSound, found };
}

function judgementCheck(input: JudgedInput): BundleCheck {
  const { patch, layers, features, permits, orders, settledAlerts, otherChanges } = input;
  const ruleSet = parseRuleSet(input.ruleSet, judgedInputFile(patch.id));
  const context = { layers, features, permits, orders, settledAlerts, othersOn: patchFinder(otherChanges), ruleSet };
  const again = judgePatch(patch, context);
  const isSame = canonicalJson(again) === canonicalJson(input.judgement);
  const found = isSame
    ? `${again.verdict}${again.leading === null ? '' : ` (${again.leading})`}, the same again`
    : `${again.verdict} (${again.leading}) instead of ${input.judgement?.verdict} (${input.judgement?.leading})`;
  return { what: `judgement of patch ${patch.id}`, isSound: isSame, found };
}
