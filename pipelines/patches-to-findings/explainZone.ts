import type { Explanation } from '#domain/finding.js';
import { offending } from './explain.js';
import type { PatchGround, PlacedFeature } from './patchGround.js';
import { CLASS_WORDS, listWords } from './words.js';

export type AreaCase = 'colourLine' | 'zone' | 'protectedVegetation' | 'water' | 'cropland';

const WORDS: Readonly<Record<AreaCase, Explanation>> = {
  colourLine: { zh: '疑似占用紫线、蓝线、绿线或黄线', en: 'suspected breach of a purple, blue, green or yellow line' },
  zone: { zh: '与规划用途不符', en: 'suspected conflict with the planned use' },
  protectedVegetation: { zh: '疑似毁林毁绿', en: 'suspected loss of protected vegetation' },
  water: { zh: '疑似填湖填河', en: 'suspected filling of water' },
  cropland: { zh: '疑似耕地“非农化”', en: 'suspected conversion of cropland without approval' },
};

export function areaSentence(
  ground: PatchGround,
  areaM2: number,
  { what, features }: { readonly what: AreaCase; readonly features: readonly PlacedFeature[] },
): Explanation {
  const part = offending(ground, areaM2);
  const to = CLASS_WORDS[ground.patch.toClass];
  const { zh, en } = WORDS[what];
  if (features.length === 0)
    return {
      zh: `${part.zh}变为${to.zh}且没有有效批准，${zh}。`,
      en: `${part.en} became ${to.en} without valid approval: ${en}.`,
    };
  const list = listWords(
    features.map(({ feature: { layerId, layerVersion, featureId, name } }) => {
      const text = `${layerId} ${layerVersion} ${featureId}${name === null ? '' : ` ${name}`}`;
      return { zh: text, en: text };
    }),
  );
  return {
    zh: `${part.zh}位于${list.zh}范围内，变为${to.zh}且没有有效许可，${zh}。`,
    en: `${part.en} lies in ${list.en} and became ${to.en} without a valid permit: ${en}.`,
  };
}
