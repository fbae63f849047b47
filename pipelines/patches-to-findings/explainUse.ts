import type { Explanation } from '#domain/finding.js';
import type { Permit } from '#domain/permit.js';
import { offending, permitList } from './explain.js';
import type { PatchGround, PlacedPermit } from './patchGround.js';
import { areaWords, CLASS_WORDS, listWords, permitWords } from './words.js';

export function useSentence(ground: PatchGround, areaM2: number, permits: readonly PlacedPermit[]): Explanation {
  const part = offending(ground, areaM2);
  const list = permitList(permits);
  const to = CLASS_WORDS[ground.patch.toClass];
  const uses = [...new Set(permits.flatMap(({ permit }) => permit.approvedUse))].join(', ');
  return {
    zh: `${part.zh}位于${list.zh}范围内，批准用途为${uses}，现状为${to.zh}，疑似擅自改变用途。`,
    en: `${part.en} lies within ${list.en}, approved for ${uses}, and is now ${to.en}: suspected deviation from the approved use.`,
  };
}

export function beforeSupplySentence(
  ground: PatchGround,
  areaM2: number,
  permits: readonly PlacedPermit[],
): Explanation {
  const part = offending(ground, areaM2);
  const list = permitList(permits);
  return {
    zh: `${part.zh}位于${list.zh}范围内，转用已批准但尚未供地，疑似未供即用。`,
    en: `${part.en} lies within ${list.en}: conversion is approved, the land is not yet supplied; suspected use before supply.`,
  };
}

export function footprintSentence(areaM2: number, permit: Permit): Explanation {
  const built = areaWords(areaM2);
  const approved = areaWords(permit.footprintAreaM2 ?? 0);
  const words = permitWords(permit);
  return {
    zh: `${words.zh}范围内建成${built.zh}，批准基底面积${approved.zh}，疑似未按证建设。`,
    en: `Within ${words.en} ${built.en} were built, while its footprint is ${approved.en}: suspected deviation from the permit.`,
  };
}

export function agriFacilitySentence(
  ground: PatchGround,
  areaM2: number,
  permits: readonly PlacedPermit[],
): Explanation {
  const part = offending(ground, areaM2);
  const list = permitList(permits);
  const to = CLASS_WORDS[ground.patch.toClass];
  return {
    zh: `${part.zh}位于${list.zh}范围内，备案为设施农业，现状为${to.zh}，疑似“大棚房”。`,
    en: `${part.en} lies within ${list.en}, filed as an agricultural facility, and is now ${to.en}: suspected misuse of the facility.`,
  };
}

export function displacedSentence(
  ground: PatchGround,
  { areaM2, permits, farthestM }: { areaM2: number; permits: readonly Permit[]; farthestM: number },
): Explanation {
  const part = offending(ground, areaM2);
  const list = listWords(permits.map(permitWords));
  return {
    zh: `${part.zh}没有许可，而${farthestM}米以内面积相近的${list.zh}尚未使用，疑似批东占西。`,
    en: `${part.en} has no permit, while ${list.en}, of similar size and within ${farthestM} m, is not used: suspected displaced site.`,
  };
}
