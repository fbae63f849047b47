import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import type { BadInputError } from '#domain/errors.js';
import { inspectEvidence, type InspectedEvidence } from '#store/evidence/index.js';
import { temporaryFolder } from '../rasters/temporaryFolder.js';
import { checksum, zipOf } from '../../support/zipFiles.js';
import { FIELD_PHOTO, photoOf } from './photos.js';

const folder = temporaryFolder();
let count = 0;
function inspect(bytes: Buffer, kind: 'photo' | 'attachment' = 'photo'): Promise<InspectedEvidence> {
  const path = join(folder, `${count++}.part`);
  writeFileSync(path, bytes);
  return inspectEvidence(path, kind);
}
const refused = (bytes: Buffer, kind?: 'attachment') =>
  inspect(bytes, kind).then(
    () => 'nothing was refused',
    (error: BadInputError) => error.detail?.code ?? error.message,
  );

describe('a photo', () => {
  test('says its place, heading, time and camera', async () => {
    const { photo, mediaType, thumbnail } = await inspect(await photoOf(FIELD_PHOTO));
    expect(mediaType).toBe('image/jpeg');
    expect(photo).toEqual({
      widthPixels: 64,
      heightPixels: 48,
      takenAt: { at: '2024-03-20T02:15:30.000Z', source: 'camera' },
      position: { lonLat: [expect.closeTo(120.101, 9), expect.closeTo(30.1805, 9)], errorMetres: 5, source: 'camera' },
      headingDegrees: { value: 90, source: 'camera' },
      camera: 'ACME One',
    });
    expect(await sharp(thumbnail!).metadata()).toEqual(expect.not.objectContaining({ exif: expect.anything() }));
    expect(await sharp(thumbnail!).metadata()).toMatchObject({ format: 'webp', width: 64 });
  });

  test('without a zone goes by the satellites’ clock, and without that by China’s', async () => {
    const clock = { DateTimeOriginal: '2024:03:20 10:15:30' };
    const gps = { GPSDateStamp: '2024:03:20', GPSTimeStamp: '2/1 15/1 29/1' };
    expect((await inspect(await photoOf({ exif: clock, gps }))).photo?.takenAt?.at).toBe('2024-03-20T02:15:29.000Z');
    expect((await inspect(await photoOf({ exif: clock }))).photo?.takenAt?.at).toBe('2024-03-20T02:15:30.000Z');
  });

  test('of the southern and western halves has signs, and a camera without a fix has no place', async () => {
    const southWest = { ...FIELD_PHOTO.gps, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' };
    const { photo } = await inspect(await photoOf({ gps: southWest }));
    expect(photo?.position?.lonLat).toEqual([expect.closeTo(-120.101, 9), expect.closeTo(-30.1805, 9)]);
    const zeros = { ...FIELD_PHOTO.gps, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' };
    expect((await inspect(await photoOf({ gps: zeros }))).photo?.position).toBeNull();
  });

  test('with broken Exif is kept, and says nothing', async () => {
    const bytes = await photoOf(FIELD_PHOTO);
    const start = bytes.indexOf('Exif\0\0', 0, 'latin1') + 6;
    bytes.fill(0xff, start + 4, start + 60);
    expect((await inspect(bytes)).photo).toMatchObject({ position: null, takenAt: null, widthPixels: 64 });
  });

  test('is measured and shown upright', async () => {
    const lying = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#808080' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { photo, thumbnail } = await inspect(lying);
    expect(photo).toMatchObject({ widthPixels: 20, heightPixels: 40 });
    expect(await sharp(thumbnail!).metadata()).toMatchObject({ width: 20, height: 40 });
  });

  test('may be PNG or WebP', async () => {
    const plain = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#336699' } });
    expect((await inspect(await plain().png().toBuffer())).mediaType).toBe('image/png');
    expect((await inspect(await plain().webp().toBuffer())).mediaType).toBe('image/webp');
  });

  test('may bring what phones put behind it: a further picture, a video, a maker’s trailer', async () => {
    const photo = await photoOf();
    const video = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), randomBytes(500)]);
    const trailer = Buffer.concat([Buffer.from('\0\0\x01\x0aImage_UTC_Data', 'latin1'), Buffer.from('SEFT')]);
    for (const rest of [await photoOf(FIELD_PHOTO), video, trailer, Buffer.alloc(100)]) {
      expect((await inspect(Buffer.concat([photo, rest]))).mediaType).toBe('image/jpeg');
    }
  });
});

describe('refused is', () => {
  test('what is no picture, whatever it is called', async () => {
    for (const text of ['', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', 'MZ\x90', '#!/bin/sh']) {
      expect(await refused(Buffer.from(text, 'latin1'))).toBe('evidence.type');
    }
    expect(await refused(Buffer.from('%PDF-1.7\n'))).toBe('evidence.type');
    expect(await inspect(Buffer.from('%PDF-1.7\n%%EOF'), 'attachment')).toMatchObject({ photo: null, thumbnail: null });
  });

  test('a picture that is an archive, a document or a page too', async () => {
    const photo = await photoOf();
    const zip = zipOf([{ name: 'a.txt', content: 'hidden' }]);
    const comment = Buffer.from('%PDF-1.7 inside a comment');
    const length = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
    const withPdf = Buffer.concat([photo.subarray(0, 2), length, comment, photo.subarray(2)]);
    const page = Buffer.concat([photo, Buffer.from('<html><script>alert(1)</script>')]);
    for (const bytes of [Buffer.concat([photo, zip]), withPdf, page, Buffer.concat([photo, randomBytes(64)])]) {
      expect(await refused(bytes)).toBe('evidence.polyglot');
    }
    expect(await refused(Buffer.concat([Buffer.from('%PDF-1.7\n'), zip]), 'attachment')).toBe('evidence.polyglot');
  });

  test('a picture that is cut short anywhere', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const noise = sharp(randomBytes(100 * 100 * 3), { raw: { width: 100, height: 100, channels: 3 } });
      const whole = await noise.toFormat(format).toBuffer();
      for (const share of [0.1, 0.5, 0.9, 0.999]) {
        expect(await refused(whole.subarray(0, Math.floor(whole.length * share)))).toMatch(
          /^evidence\.(polyglot|unreadable)$/,
        );
      }
    }
  });

  test('a picture that unpacks to gigabytes, before it is unpacked', async () => {
    const bomb = hugePng(60_000, 60_000);
    expect(bomb.length).toBeLessThan(1000);
    const before = process.memoryUsage().rss;
    expect(await refused(bomb)).toBe('evidence.tooManyPixels');
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });

  test('several pictures in one file', async () => {
    const frames = sharp(randomBytes(8 * 16 * 3), { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } });
    expect(await refused(await frames.webp({ lossless: true }).toBuffer())).toBe('evidence.tooManyPixels');
  });
});

/** A PNG whose header promises that many black pixels. */
function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(checksum(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}
