import sharp from 'sharp';

/** A JPEG of 64 × 48 noise-free pixels with these Exif tags, written by libvips (not by the code under test). */
export function photoOf(
  exif: {
    readonly ifd0?: Record<string, string>;
    readonly exif?: Record<string, string>;
    readonly gps?: Record<string, string>;
  } = {},
): Promise<Buffer> {
  const background = { r: 120, g: 140, b: 90 };
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background } });
  // libvips names the blocks IFD0, IFD2 (Exif) and IFD3 (GPS).
  return picture
    .withExif({ IFD0: exif.ifd0 ?? {}, IFD2: exif.exif ?? {}, IFD3: exif.gps ?? {} })
    .jpeg()
    .toBuffer();
}

/** 30.1805 N, 120.1010 E, looking east, 2024-03-20 02:15:30 UTC. */
export const FIELD_PHOTO = {
  ifd0: { Make: 'ACME', Model: 'ACME One' },
  exif: { DateTimeOriginal: '2024:03:20 10:15:30', OffsetTimeOriginal: '+08:00' },
  gps: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '30/1 10/1 4980/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '120/1 6/1 360/100',
    GPSImgDirectionRef: 'T',
    GPSImgDirection: '90/1',
    GPSHPositioningError: '5/1',
  },
};
