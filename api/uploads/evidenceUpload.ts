import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncomingMessage } from 'node:http';
import { BadInputError } from '#domain/errors.js';
import type { EvidenceItem, PhotoFacts } from '#domain/evidence.js';
import type { Caller } from '#domain/people.js';
import { parseTime } from '#domain/time.js';
import { inspectEvidence, submitEvidence } from '#store/evidence/index.js';
import { createFolderStore, type ObjectStore } from '#store/objects.js';
import { evidenceManifestSchema, type EvidenceManifest } from '../contracts/evidence.js';
import type { ApiServices } from '../services.js';
import { parseManifestJson } from './manifestJson.js';
import { receiveUpload } from './receiveUpload.js';

/** Where evidence stands below the data folder. */
export function evidenceStore({ config }: Pick<ApiServices, 'config'>): ObjectStore {
  return createFolderStore(join(config.dataDir, 'objects'), 'evidence');
}

/**
 * Receives a form, looks at the file, keeps it, and records it with the alert. An object that stays behind when recording
 * fails is named by its content: the next attempt meets it.
 * @throws BadInputError saying what is wrong with form or file; NotFoundError where the alert is not the caller's to see
 */
export async function receiveEvidence(
  request: IncomingMessage,
  alertId: string,
  caller: Caller,
  services: ApiServices,
): Promise<{ readonly item: EvidenceItem; readonly created: boolean }> {
  const { manifest, path, fileName, sha256 } = await receiveUpload(request, {
    folder: join(services.config.dataDir, 'uploads'),
    limitBytes: services.limits.evidenceBytes,
    parseManifest: (text) => parseManifestJson(evidenceManifestSchema, text),
  });
  try {
    const { mediaType, extension, photo, thumbnail } = await inspectEvidence(path, manifest.kind);
    const store = evidenceStore(services);
    const stored = await store.put(path, extension);
    if (stored.contentHash !== sha256)
      throw new Error(`evidence changed on disk: ${stored.contentHash}, was ${sha256}`);
    const submission = {
      alertId,
      kind: manifest.kind,
      fileName: plainName(fileName),
      mediaType,
      bytes: stored.bytes,
      sha256,
      objectKey: stored.key,
      thumbnailKey: thumbnail === null ? null : store.putBytes(thumbnail, '.webp').key,
      note: manifest.note,
      visitedOn: manifest.visitedOn,
      photo: photo && withWordsOfSender(photo, manifest),
    };
    return await submitEvidence(services.db, caller, submission, new Date().toISOString());
  } finally {
    await rm(path, { force: true });
  }
}

const MOST_NAME_CHARACTERS = 200;

/** The last part of whatever the sender calls the file, without what could mean something to a shell or a page. */
function plainName(fileName: string): string {
  const last = fileName.split(/[/\\]/).at(-1) ?? '';
  const name = last
    .replaceAll(/[\p{C}"<>|:*?]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  return name.slice(-MOST_NAME_CHARACTERS) || 'file';
}

/** What the camera wrote counts; what the sender says fills in, and is marked so. */
function withWordsOfSender(photo: PhotoFacts, { takenAt, position, headingDegrees }: EvidenceManifest): PhotoFacts {
  const said = { source: 'sender' } as const;
  return {
    ...photo,
    takenAt: photo.takenAt ?? (takenAt === null ? null : { at: notLater(parseTime(takenAt, 'takenAt')), ...said }),
    position: photo.position ?? (position === null ? null : { lonLat: position, errorMetres: null, ...said }),
    headingDegrees: photo.headingDegrees ?? (headingDegrees === null ? null : { value: headingDegrees, ...said }),
  };
}

function notLater(at: string): string {
  const now = new Date().toISOString();
  if (at <= now) return at;
  const detail = { code: 'evidence.future', where: 'takenAt', found: at, expected: `${now} or earlier` };
  throw new BadInputError('a time that has not come', detail);
}
