import type { Readable } from 'node:stream';
import { NotFoundError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import { getAlert, type ListedAlert } from '#store/alerts.js';
import { recordOnAlerts } from '#store/auditTrail.js';
import { listAlertPatches } from '#store/patches.js';
import { scenesOfAlert } from '../alertScenes.js';
import { archiveOf, fileOf, jsonFile, type ArchivedFile } from '../archive.js';
import { alertPictures } from '../bundle/pictures.js';
import { REPORT_WORDS, wordOf, type ReportLanguage } from '../bundle/report/words.js';
import type { ApiServices } from '../services.js';
import { gpxOf } from './gpx.js';
import type { FieldPackRequest, PackedAlert } from './packedAlert.js';
import { pageOf, pictureName } from './page.js';

/**
 * Makes a pack for a visit and records with each alert that it was made.
 * @throws NotFoundError where one of the alerts is not in the caller's region: nothing is made then
 */
export async function makeFieldPack(
  services: Pick<ApiServices, 'db' | 'images'>,
  request: FieldPackRequest,
): Promise<Readable> {
  const { db } = services;
  const { caller, alertIds, language, at } = request;
  const alerts: ListedAlert[] = [];
  for (const id of alertIds) {
    const alert = await getAlert(db, caller, id);
    if (alert === null) throw new NotFoundError('alert', id);
    alerts.push(alert);
  }
  const packed: PackedAlert[] = [];
  for (const alert of alerts) packed.push(await packAlert(services, caller, alert));
  const files = [
    fileOf('index.html', Buffer.from(pageOf(packed, request))),
    jsonFile('alerts.geojson', collectionOf(alerts, language)),
    fileOf('alerts.gpx', Buffer.from(gpxOf(alerts, (alert, place) => nameOf(alert, place, language), at))),
    ...packed.flatMap(pictureFiles),
  ];
  await recordOnAlerts(db, caller, alerts, { act: 'fieldPackMade', detail: { alerts: alerts.length } });
  return archiveOf(files, new Date(at));
}

async function packAlert(
  { db, images }: Pick<ApiServices, 'db' | 'images'>,
  caller: Caller,
  alert: ListedAlert,
): Promise<PackedAlert> {
  const scenes = await scenesOfAlert(db, caller, await listAlertPatches(db, caller, alert.id));
  return { alert, ...scenes, pictures: await alertPictures(images, alert.geometry, scenes) };
}

function pictureFiles({ alert, pictures }: PackedAlert): ArchivedFile[] {
  return (['before', 'after', 'location'] as const).flatMap((name) => {
    const { jpeg } = pictures[name];
    return jpeg === null ? [] : [fileOf(pictureName(alert.id, name), jpeg)];
  });
}

function nameOf(alert: ListedAlert, place: number, language: ReportLanguage): { name: string; description: string } {
  const kind = wordOf(REPORT_WORDS[language].terms.violation, alert.kind);
  return { name: `${place + 1} ${kind}`, description: `${alert.id}\n${alert.explanation[language]}` };
}

/** WGS84, RFC 7946. */
function collectionOf(alerts: readonly ListedAlert[], language: ReportLanguage) {
  return {
    type: 'FeatureCollection',
    features: alerts.map((alert, place) => ({
      type: 'Feature',
      id: alert.id,
      geometry: alert.geometry,
      properties: {
        number: place + 1,
        kind: alert.kind,
        severity: alert.severity,
        status: alert.status,
        adminCode: alert.adminCode,
        areaM2: alert.areaM2,
        onsetFrom: alert.onsetFrom,
        onsetTo: alert.onsetTo,
        permitCaseNumbers: alert.permitCaseNumbers,
        explanation: alert.explanation[language],
        dueOn: alert.dueOn,
      },
    })),
  };
}
