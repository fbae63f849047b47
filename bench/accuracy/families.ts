import type { SensorKind } from '#domain/scene.js';

/** A pair with truth, by paths in the folder of real data. */
export interface TruePair {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly truth: string;
  /** `binary`: 1 changed, 0 not; `ternary`: 1 changed, 2 not, 0 not known; `standing`: 1 a building that stays, rest not known. */
  readonly coding: 'binary' | 'ternary' | 'standing';
}

/** Pairs of one kind, detected with one recipe that `auto` chooses. */
export interface Family {
  readonly name: string;
  readonly what: string;
  /** Said on the command line where the files do not say it. */
  readonly sensor?: SensorKind;
  /** What `auto` must choose. */
  readonly recipe: string;
  readonly pairs: readonly TruePair[];
}

const folderPair = (folder: string, coding: TruePair['coding'] = 'binary', truth = 'truth.tif'): TruePair => ({
  name: folder.split('/').at(-1)!,
  before: `${folder}/before.tif`,
  after: `${folder}/after.tif`,
  truth: `${folder}/${truth}`,
  coding,
});

export const FAMILIES: readonly Family[] = [
  {
    name: 'taizhou',
    what: 'Landsat 7, 30 m, three years of growth',
    recipe: 'irMad',
    pairs: [
      {
        name: 'taizhou',
        before: 'taizhou/before_2000-03-17.tif',
        after: 'taizhou/after_2003-02-06.tif',
        truth: 'taizhou/truth.tif',
        coding: 'ternary',
      },
    ],
  },
  {
    name: 'inlpg SAR',
    what: 'Radarsat-2, 8 m, unequal looks',
    sensor: 'sar',
    recipe: 'sarLogRatio',
    pairs: ['inlpg/yellow_a', 'inlpg/yellow_b'].map((folder) => folderPair(folder)),
  },
  {
    name: 'inlpg beijing',
    what: 'colour pictures, 1 m, seasons apart',
    recipe: 'newBuiltUp',
    pairs: [folderPair('inlpg/beijing_b')],
  },
  {
    name: 'levir',
    what: 'colour pictures, 0.5 m, new houses',
    recipe: 'newRoofs',
    pairs: [
      'train_36_0512_0512',
      'train_386_0512_0768',
      'train_412_0512_0768',
      'val_27_0000_0256',
      'test_2_0000_0000',
      'test_7_0256_0512',
    ].map((tile) => folderPair(`levir_dsifn/levir/${tile}`)),
  },
  {
    name: 'dsifn',
    what: 'colour pictures, 2 m, farmland to industry',
    recipe: 'newBuiltUp',
    pairs: ['0_2', '1_1', '2_4', '3_4'].map((tile) => folderPair(`levir_dsifn/dsifn/${tile}`)),
  },
  {
    name: 'xbd harvey',
    what: 'colour pictures, 0.5 m, storm: buildings that stay',
    recipe: 'newRoofs',
    pairs: [0, 1, 2].map((tile) => folderPair(`xbd/harvey_${tile}`, 'standing', 'buildings_before.tif')),
  },
];
