import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { requireGeoreference } from '#store/rasters/georeference.js';
import { openRaster } from '#store/rasters/openRaster.js';
import { temporaryFolder } from './temporaryFolder.js';

const folder = temporaryFolder();

interface Written {
  readonly interleave: 'bsq' | 'bil' | 'bip';
  readonly isBig: boolean;
}

/** Two bands of 3 x 2 pixels: band 1 counts from 0, band 2 from 100; seven bytes come before them. */
function written(name: string, { interleave, isBig }: Written, extra = '', left = ''): string {
  const path = join(folder, name);
  const bytes = Buffer.alloc(7 + 24);
  for (let band = 0; band < 2; band++) {
    for (let y = 0; y < 2; y++) {
      for (let x = 0; x < 3; x++) {
        const at = { bsq: (band * 2 + y) * 3 + x, bil: (y * 2 + band) * 3 + x, bip: (y * 3 + x) * 2 + band }[
          interleave
        ];
        const value = band * 100 + y * 3 + x;
        if (isBig) bytes.writeInt16BE(value, 7 + at * 2);
        else bytes.writeInt16LE(value, 7 + at * 2);
      }
    }
  }
  writeFileSync(path, bytes);
  const header = [
    'ENVI',
    'description = {\n  two bands}',
    'samples = 3',
    'lines   = 2',
    'bands   = 2',
    'header offset = 7',
    'data type = 2',
    `interleave = ${interleave}`,
    `byte order = ${isBig ? 1 : 0}`,
    'map info = {UTM, 1.5, 1.5, 500005, 3399995, 10, 10, 50, North, WGS-84, units=Meters}',
    'band names = {red,\n near infrared}',
  ].filter((line) => left === '' || !line.startsWith(left));
  writeFileSync(`${path}.hdr`, [...header, extra].join('\r\n'));
  return path;
}

const LITTLE = { interleave: 'bsq', isBig: false } as const;

describe('ENVI rasters', () => {
  test.each(
    (['bsq', 'bil', 'bip'] as const).flatMap((interleave) => [true, false].map((isBig) => ({ interleave, isBig }))),
  )('$interleave, big-endian $isBig, are read by window', async (how) => {
    const raster = await openRaster(written(`${how.interleave}${how.isBig}.img`, how));
    const { values, valid } = await raster.readWindow({ x: 1, y: 0, width: 2, height: 2 }, [2, 1]);
    raster.close();
    expect(values.map((samples) => [...samples])).toEqual([
      [101, 102, 104, 105],
      [1, 2, 4, 5],
    ]);
    expect([...valid]).toEqual([1, 1, 1, 1]);
  });

  test('have a place, band names, scaling and nodata', async () => {
    const extra = 'data ignore value = 4\nreflectance scale factor = 10000\ndata offset values = {0, -0.1}';
    const path = written('facts.img', LITTLE, extra);
    const raster = await openRaster(path);
    expect(raster.header).toMatchObject({ format: 'ENVI', nodata: 4, sampleType: 'int16' });
    expect(requireGeoreference(raster.header)).toEqual({
      width: 3,
      height: 2,
      originX: 500000,
      originY: 3400000,
      pixelWidth: 10,
      pixelHeight: 10,
      epsg: 32650,
    });
    expect(raster.header.bands).toMatchObject([
      { description: 'red', scale: 1e-4, offset: 0 },
      { description: 'near infrared', scale: 1e-4, offset: -0.1 },
    ]);
    const { valid } = await raster.readWindow({ x: 0, y: 0, width: 3, height: 2 }, [1]);
    raster.close();
    expect([...valid]).toEqual([1, 1, 1, 1, 0, 1]);
  });

  test('an empty list of gains scales nothing', async () => {
    const raster = await openRaster(written('gains.img', LITTLE, 'data gain values = {}\ndata offset values = { }'));
    raster.close();
    expect(raster.header.bands).toMatchObject([
      { scale: 1, offset: 0 },
      { scale: 1, offset: 0 },
    ]);
  });

  test('open by their header too', async () => {
    const path = written('byHeader.img', LITTLE);
    const raster = await openRaster(join(folder, 'byHeader.img.hdr'));
    raster.close();
    expect(raster.header.path).toBe(path);
  });

  test.each([
    [
      'PROJCS["P",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]',
      4549,
    ],
    [
      'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
      4326,
    ],
    [
      'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]',
      3857,
    ],
    ['PROJCS["x",GEOGCS["y"],AUTHORITY["EPSG","2056"]]', 2056],
    ['PROJCS["own",GEOGCS["y"],PROJECTION["Lambert_Conformal_Conic"],UNIT["Meter",1.0]]', null],
  ])('the CRS %s is %s', async (wkt, epsg) => {
    const raster = await openRaster(written(`crs${epsg}.img`, LITTLE, `coordinate system string = {${wkt}}`));
    raster.close();
    expect(raster.header.crs).toMatchObject({ epsg, isMissing: false });
  });

  test('a rotated grid is refused by name', async () => {
    const path = written(
      'rotated.img',
      LITTLE,
      'map info = {UTM, 1, 1, 5, 6, 10, 10, 50, North, WGS-84, rotation=30}',
      'map info = {UTM, 1.5',
    );
    const raster = await openRaster(path);
    raster.close();
    expect(() => requireGeoreference(raster.header)).toThrow(/rotated or upside down/);
  });

  test.each([
    ['samples', 'samples = many', /samples = many/],
    ['lines', '', /lines = \(missing\)/],
    ['data type', 'data type = 6', /data type = 6/],
    ['interleave', 'interleave = odd', /interleave = odd/],
    ['lines', 'lines = 2000000000', /cut short/],
    ['header offset', 'file compression = 1', /file compression = 1/],
    ['none', 'data ignore value = none', /"none"; expected a number, nan or inf in data ignore value/],
  ])('a header whose %s is wrong is refused: %s', async (field, line, reason) => {
    const path = written('wrong.img', LITTLE, line, field);
    await expect(openRaster(path)).rejects.toThrow(reason);
  });

  test('a text that is no ENVI header is refused', async () => {
    const path = join(folder, 'other.img');
    writeFileSync(path, 'raw samples');
    writeFileSync(`${path}.hdr`, 'BYTEORDER I');
    await expect(openRaster(path)).rejects.toMatchObject({ detail: { code: 'raster.envi', where: `${path}.hdr` } });
  });
});
