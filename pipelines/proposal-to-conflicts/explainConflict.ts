import type { AlertOnParcel } from '#domain/compliance.js';
import type { Explanation } from '#domain/finding.js';
import type { Layer, LayerKind } from '#domain/layer.js';
import type { Permit } from '#domain/permit.js';
import type { PermitStatus } from '#pipelines/patches-to-findings/permitStatus.js';
import type { Rule } from '#pipelines/patches-to-findings/ruleSet.js';
import { areaWords, layerWords, listWords, permitWords, together } from '#pipelines/patches-to-findings/words.js';
import { useCodeOf } from '#pipelines/patches-to-findings/zoneFindings.js';
import type { Meeting, PlacedFeature, ProposalGround } from './proposalGround.js';

const LAYER_WORDS: Readonly<Partial<Record<LayerKind, Explanation>>> = {
  ecologicalRedline: { zh: '生态保护红线', en: 'the ecological redline' },
  permanentBasicFarmland: { zh: '永久基本农田', en: 'permanent basic farmland' },
  heritageLine: { zh: '城市紫线', en: 'a heritage (purple) line' },
  waterLine: { zh: '城市蓝线', en: 'a water (blue) line' },
  greenLine: { zh: '城市绿线', en: 'a green line' },
  utilityLine: { zh: '城市黄线', en: 'a utility (yellow) line' },
  zone: { zh: '规划用途分区', en: 'planning zones' },
  detailedPlanParcel: { zh: '详细规划地块', en: 'detailed plan parcels' },
};

/** "All of it" or "x m² of it (12.3 %)". */
function partOf({ areaM2 }: ProposalGround, meeting: Meeting): Explanation {
  const area = areaWords(meeting.areaM2);
  const percent = ((100 * meeting.areaM2) / areaM2).toFixed(1);
  return { zh: `拟用地中${area.zh}（${percent}%）`, en: `${area.en} of the proposed site (${percent} %)` };
}

/** What was forgiven, on which law the rule stands, and that it is within tolerance where it is. */
function toleranceSentence({ isBeyondTolerance, tolerance }: Meeting, rule: Rule | null): Explanation {
  const metres = tolerance.metres.toFixed(1);
  const zh = `套合容差${metres}米、${tolerance.areaM2}平方米${isBeyondTolerance ? '' : '，在容差之内'}。`;
  const en = `Overlay tolerance ${metres} m and ${tolerance.areaM2} m²${isBeyondTolerance ? '' : ': within it'}.`;
  if (rule === null) return { zh, en };
  return { zh: `${zh}依据：${rule.legalBasis.zh}。`, en: `${en} Basis: ${rule.legalBasis.en}.` };
}

function featureList(
  features: readonly PlacedFeature[],
  suffix: (placed: PlacedFeature) => string = () => '',
): Explanation {
  return listWords(
    features.map((placed) => {
      const { name, featureId, layerId, layerVersion } = placed.feature;
      const text = `${layerId} ${layerVersion} ${featureId}${name === null ? '' : ` ${name}`}${suffix(placed)}`;
      return { zh: text, en: text };
    }),
  );
}

export function lineSentence(
  ground: ProposalGround,
  meeting: Meeting,
  { kind, features, rule }: { kind: LayerKind; features: readonly PlacedFeature[]; rule: Rule },
): Explanation {
  const part = partOf(ground, meeting);
  const line = LAYER_WORDS[kind]!;
  const list = featureList(features);
  const isBuilt = ground.builds.size > 0;
  const main = {
    zh: `${part.zh}压占${line.zh}（${list.zh}）${isBuilt ? '' : '，申请用途不含建设'}。`,
    en: `${part.en} lies in ${line.en} (${list.en})${isBuilt ? '' : '; the use applied for builds nothing'}.`,
  };
  return together(main, toleranceSentence(meeting, rule));
}

export function boundarySentence(
  ground: ProposalGround,
  meeting: Meeting,
  { layers, rule }: { layers: readonly Layer[]; rule: Rule },
): Explanation {
  const part = partOf(ground, meeting);
  const list = listWords(layers.map(layerWords));
  const main = {
    zh: `${part.zh}位于城镇开发边界（图层${list.zh}）之外。`,
    en: `${part.en} lies outside the urban growth boundary (layer ${list.en}).`,
  };
  return together(main, toleranceSentence(meeting, rule));
}

export function plannedUseSentence(
  ground: ProposalGround,
  meeting: Meeting,
  { kind, features, rule }: { kind: LayerKind; features: readonly PlacedFeature[]; rule: Rule },
): Explanation {
  const part = partOf(ground, meeting);
  const where = LAYER_WORDS[kind]!;
  const list = featureList(features, ({ feature }) => ` [${useCodeOf(feature) ?? '?'}]`);
  const use = ground.proposal.use.join(', ');
  const main = {
    zh: `${part.zh}所在${where.zh}（${list.zh}）的规划用途与申请用途（${use}）不同。`,
    en: `${part.en} lies in ${where.en} planned for another use than ${use} (${list.en}).`,
  };
  return together(main, toleranceSentence(meeting, rule));
}

export function croplandSentence(
  ground: ProposalGround,
  meeting: Meeting,
  { features, rule }: { features: readonly PlacedFeature[]; rule: Rule },
): Explanation {
  const part = partOf(ground, meeting);
  const list = featureList(features);
  const main = {
    zh: `${part.zh}按国土调查为耕地（${list.zh}），${ground.proposal.on}无有效农用地转用批准，须先办理。`,
    en: `${part.en} is cropland by the land survey (${list.en}) without a farmland conversion valid on ${ground.proposal.on}: one is needed first.`,
  };
  return together(main, toleranceSentence(meeting, rule));
}

export function permitSentence(
  ground: ProposalGround,
  meeting: Meeting,
  permit: Permit,
  status: PermitStatus,
): Explanation {
  const part = partOf(ground, meeting);
  const words = permitWords(permit);
  const { on } = ground.proposal;
  const state =
    status === 'later' ? { zh: `（${on}之后批准）`, en: `, which was granted after ${on}` } : { zh: '', en: '' };
  const main = {
    zh: `${part.zh}与${words.zh}重叠${state.zh}。`,
    en: `${part.en} is held by ${words.en}${state.en}.`,
  };
  return together(main, toleranceSentence(meeting, null));
}

export function alertSentence(ground: ProposalGround, meeting: Meeting, alert: AlertOnParcel): Explanation {
  const part = partOf(ground, meeting);
  const main = {
    zh: `${part.zh}上有未办结的预警：${alert.explanation.zh}`,
    en: `${part.en} lies in an open alert: ${alert.explanation.en}`,
  };
  return together(main, toleranceSentence(meeting, null));
}
