import type { Explanation } from '#domain/finding.js';
import type { Layer } from '#domain/layer.js';
import type { PatchGround, PlacedFeature, PlacedPermit } from './patchGround.js';
import type { Rule } from './ruleSet.js';
import { areaWords, CLASS_WORDS, layerWords, listWords, permitWords, together } from './words.js';

/** What changed, how much, and when. */
export function changeSentence(ground: PatchGround): Explanation {
  const { patch, fromClass, areaM2 } = ground;
  const area = areaWords(areaM2);
  const from = CLASS_WORDS[fromClass];
  const to = CLASS_WORDS[patch.toClass];
  const isKnown = fromClass !== 'unknown';
  return {
    zh: `该图斑面积${area.zh}，${patch.onsetFrom}至${patch.onsetTo}期间${isKnown ? `由${from.zh}` : ''}变为${to.zh}。`,
    en: `This patch of ${area.en} changed ${isKnown ? `from ${from.en} ` : ''}to ${to.en} between ${patch.onsetFrom} and ${patch.onsetTo}.`,
  };
}

/** "All of it" or "x m² of it". */
export function offending(ground: PatchGround, areaM2: number): Explanation {
  if (areaM2 >= 0.995 * ground.areaM2) return { zh: '图斑全部范围', en: 'All of it' };
  const area = areaWords(areaM2);
  return { zh: `其中${area.zh}`, en: `${area.en} of it` };
}

export function withoutApprovalSentence(ground: PatchGround, areaM2: number): Explanation {
  const part = offending(ground, areaM2);
  const main = {
    zh: `${part.zh}在此期间没有允许此类建设的有效许可，疑似未批先建。`,
    en: `${part.en} had no valid permit for such works at that time: suspected building without approval.`,
  };
  return together(main, powerlessSentence(ground));
}

function powerlessSentence(ground: PatchGround): Explanation | null {
  if (ground.powerless.length === 0) return null;
  const permits = permitList(ground.powerless);
  const to = CLASS_WORDS[ground.patch.toClass];
  return {
    zh: `涉及的${permits.zh}不允许此类变化（${to.zh}）。`,
    en: `Present there but not allowing such a change (${to.en}): ${permits.en}.`,
  };
}

export function beforeApprovalSentence(
  ground: PatchGround,
  areaM2: number,
  permits: readonly PlacedPermit[],
): Explanation {
  const part = offending(ground, areaM2);
  const list = permitList(permits);
  return {
    zh: `${part.zh}位于${list.zh}范围内，但变化最迟在${ground.patch.onsetTo}已经发生，早于批准日期，疑似边批边建。`,
    en: `${part.en} lies within ${list.en}, but the change was there by ${ground.patch.onsetTo}, before the grant: suspected start before approval.`,
  };
}

export function expiredSentence(ground: PatchGround, areaM2: number, permits: readonly PlacedPermit[]): Explanation {
  const part = offending(ground, areaM2);
  const list = permitList(permits);
  return {
    zh: `${part.zh}位于${list.zh}范围内，但${ground.patch.onsetFrom}时变化尚未发生，而许可在此之前已经失效，疑似许可过期建设。`,
    en: `${part.en} lies within ${list.en}, but nothing had changed by ${ground.patch.onsetFrom}, when the permit had already ended: suspected works under an expired permit.`,
  };
}

export function exceedsSentence(ground: PatchGround, areaM2: number, permits: readonly PlacedPermit[]): Explanation {
  const inside = areaWords(Math.max(0, ground.areaM2 - areaM2));
  const part = areaWords(areaM2);
  const list = permitList(permits);
  return {
    zh: `图斑在${list.zh}批准范围内${inside.zh}，超出批准范围${part.zh}，疑似少批多占。`,
    en: `${inside.en} lies within the extent approved by ${list.en}, ${part.en} beyond it: suspected exceeding of the approved extent.`,
  };
}

const LINE_WORDS = {
  ecologicalRedlineBreach: {
    zh: ['生态保护红线', '生态红线内开发'],
    en: ['the ecological redline', 'development inside the redline'],
  },
  basicFarmlandOccupied: {
    zh: ['永久基本农田', '占用永久基本农田'],
    en: ['permanent basic farmland', 'occupation of basic farmland'],
  },
} as const;

export function lineSentence(
  kind: keyof typeof LINE_WORDS,
  subject: { ground: PatchGround; areaM2: number; layers: readonly Layer[]; features: readonly PlacedFeature[] },
): Explanation {
  const part = offending(subject.ground, subject.areaM2);
  const layers = listWords(subject.layers.map(layerWords));
  const features = listWords(
    subject.features.map(({ feature: { name, featureId } }) => {
      const text = name === null ? featureId : `${featureId} ${name}`;
      return { zh: text, en: text };
    }),
  );
  const { zh, en } = LINE_WORDS[kind];
  return {
    zh: `${part.zh}压占${zh[0]}（图层${layers.zh}，要素${features.zh}），疑似${zh[1]}。`,
    en: `${part.en} lies in ${en[0]} (layer ${layers.en}; feature ${features.en}): suspected ${en[1]}.`,
  };
}

export function outsideBoundarySentence(ground: PatchGround, areaM2: number, layers: readonly Layer[]): Explanation {
  const part = offending(ground, areaM2);
  const list = listWords(layers.map(layerWords));
  return {
    zh: `${part.zh}位于城镇开发边界（图层${list.zh}）之外，且没有有效许可，疑似城镇开发边界外建设。`,
    en: `${part.en} lies outside the urban growth boundary (layer ${list.en}) and has no valid permit: suspected construction outside the boundary.`,
  };
}

/** What was forgiven, and on which law the rule stands. */
export function basisSentence(rule: Rule, toleranceM: number): Explanation {
  const metres = toleranceM.toFixed(1);
  return {
    zh: `套合容差${metres}米、${rule.toleranceM2}平方米。依据：${rule.legalBasis.zh}。`,
    en: `Overlay tolerance ${metres} m and ${rule.toleranceM2} m². Basis: ${rule.legalBasis.en}.`,
  };
}

export function permitList(permits: readonly PlacedPermit[]): Explanation {
  return listWords(permits.map(({ permit }) => permitWords(permit)));
}
