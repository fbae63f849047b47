import type { Readable } from 'node:stream';
import {
  BUNDLE_FILES,
  BUNDLE_FORMAT_VERSION,
  BUNDLE_KIND,
  BUNDLE_MANIFEST,
  judgedInputFile,
  type BundledAlert,
  type BundledAudit,
  type BundledEvidence,
  type BundledScenes,
  type BundleManifest,
} from '#domain/evidenceBundle.js';
import type { Caller } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import { recordOnAlerts } from '#store/auditTrail.js';
import type { ObjectStore } from '#store/objects.js';
import { archiveOf, fileOf, jsonFile, type ArchivedFile } from '../archive.js';
import type { ApiServices } from '../services.js';
import { loadBundleSources, type BundleSources, type StoredEvidence } from './bundleSources.js';
import { alertPictures, type AlertPictures } from './pictures.js';
import { provenanceOf } from './provenance.js';
import { renderReport } from './report/renderReport.js';
import { REPORT_LANGUAGES } from './report/words.js';

/**
 * Makes the evidence bundle of an alert and records in the audit trail that it was made, with the checksum of its manifest:
 * so that a bundle can be told from one that somebody else made.
 * @throws NotFoundError where there is no such alert in the caller's region
 */
export async function makeBundle(
  { db, images }: Pick<ApiServices, 'db' | 'images'>,
  store: ObjectStore,
  request: { readonly caller: Caller; readonly alertId: string; readonly at: IsoTime },
): Promise<Readable> {
  const { caller, alertId, at } = request;
  const sources = await loadBundleSources(db, caller, alertId, at);
  const pictures = await alertPictures(images, sources.alert.geometry, sources);
  const contents = [
    ...(await reports(sources, pictures, store)),
    ...pictureFiles(pictures),
    ...recordFiles(sources),
    ...standing(sources).map((stored) => originalFile(stored, store)),
  ];
  const files = contents.map(({ content: _content, ...file }) => file);
  const manifest: BundleManifest = {
    kind: BUNDLE_KIND,
    formatVersion: BUNDLE_FORMAT_VERSION,
    alertId: sources.alert.id,
    generatedAt: at,
    generatedBy: caller.name,
    files,
    prov: provenanceOf(sources, files),
  };
  const manifestFile = jsonFile(BUNDLE_MANIFEST, manifest);
  const detail = { manifestSha256: manifestFile.sha256, files: files.length };
  await recordOnAlerts(db, caller, [sources.alert], { act: 'bundleMade', detail });
  return archiveOf([manifestFile, ...contents], new Date(at));
}

async function reports(sources: BundleSources, pictures: AlertPictures, store: ObjectStore): Promise<ArchivedFile[]> {
  const made: ArchivedFile[] = [];
  for (const language of REPORT_LANGUAGES) {
    const pdf = await renderReport(language, sources, pictures, store);
    made.push(fileOf(`report-${language}.pdf`, pdf));
  }
  return made;
}

function pictureFiles(pictures: AlertPictures): ArchivedFile[] {
  return Object.entries(pictures).flatMap(([name, { jpeg }]: [string, AlertPictures['before']]) =>
    jpeg === null ? [] : [fileOf(`pictures/${name}.jpg`, jpeg)],
  );
}

function recordFiles(sources: BundleSources): ArchivedFile[] {
  const { alert, inputs, scenes, audit, evidence } = sources;
  const { centre: _centre, ...bundled } = alert;
  const items = evidence.map(({ item, objectKey }) => ({
    ...item,
    path: item.withdrawnAt === null ? originalPath(item.sha256, objectKey) : null,
  }));
  return [
    jsonFile(BUNDLE_FILES.alert, bundled satisfies BundledAlert),
    // Where pixels lie on the server is nobody's business; their checksum is.
    jsonFile(BUNDLE_FILES.scenes, {
      scenes: scenes.map(({ asset: _asset, ...scene }) => scene),
    } satisfies BundledScenes),
    jsonFile(BUNDLE_FILES.audit, { entries: audit } satisfies BundledAudit),
    jsonFile(BUNDLE_FILES.evidence, { items } satisfies BundledEvidence),
    ...inputs.map((input) => jsonFile(judgedInputFile(input.patch.id), input)),
  ];
}

const standing = ({ evidence }: BundleSources): StoredEvidence[] =>
  evidence.filter(({ item }) => item.withdrawnAt === null);

const originalPath = (sha256: string, objectKey: string): string =>
  `evidence/${sha256}${objectKey.slice(objectKey.lastIndexOf('.'))}`;

function originalFile({ item, objectKey }: StoredEvidence, store: ObjectStore): ArchivedFile {
  const { sha256, bytes } = item;
  return { path: originalPath(sha256, objectKey), bytes, sha256, content: { storedAt: store.resolve(objectKey) } };
}
