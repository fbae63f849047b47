import type { Explanation } from '#domain/finding.js';
import type { LandCoverClass } from '#domain/landCover.js';
import type { Layer } from '#domain/layer.js';
import type { Permit, PermitKind } from '#domain/permit.js';
import { m2ToHectare, m2ToMu } from '#domain/units.js';
import type { ExemptionReason } from '#domain/violation.js';

/** The words that findings are put in: Chinese terms of the domain's glossary, plain English. */

export const CLASS_WORDS: Readonly<Record<LandCoverClass, Explanation>> = {
  unknown: { zh: '不明地类', en: 'unknown cover' },
  vegetation: { zh: '植被', en: 'vegetation' },
  forest: { zh: '林地', en: 'forest' },
  grass: { zh: '草地', en: 'grassland' },
  cropland: { zh: '耕地', en: 'cropland' },
  bare: { zh: '裸地', en: 'bare ground' },
  earthworks: { zh: '推填土', en: 'earthworks' },
  builtUp: { zh: '建筑物', en: 'buildings' },
  road: { zh: '道路', en: 'road' },
  water: { zh: '水面', en: 'water' },
  solar: { zh: '光伏设施', en: 'solar panels' },
  greenhouse: { zh: '设施大棚', en: 'greenhouses' },
};

export const PERMIT_WORDS: Readonly<Record<PermitKind, Explanation>> = {
  siteOpinion: { zh: '选址意见书', en: 'site opinion' },
  landUsePermit: { zh: '建设用地规划许可证', en: 'land use permit' },
  buildingPermit: { zh: '建设工程规划许可证', en: 'building permit' },
  ruralPermit: { zh: '乡村建设规划许可证', en: 'rural building permit' },
  farmlandConversion: { zh: '农用地转用批准', en: 'farmland conversion approval' },
  landSupply: { zh: '供地批准', en: 'land supply approval' },
  temporaryLand: { zh: '临时用地批准', en: 'temporary land approval' },
  agriFacility: { zh: '设施农业用地备案', en: 'agricultural facility filing' },
};

export const EXEMPTION_WORDS: Readonly<Partial<Record<ExemptionReason, Explanation>>> = {
  temporaryLand: { zh: '批准期内的临时用地', en: 'temporary land within its term' },
  agriFacility: { zh: '已备案的设施农业用地', en: 'an agricultural facility on file' },
  conversionApproved: { zh: '已批准的农用地转用', en: 'an approved farmland conversion' },
  landExchangeLinkage: { zh: '增减挂钩项目', en: 'a land-exchange linkage project' },
  ruralRoad: { zh: '农村道路', en: 'a rural road' },
  seaUseRight: { zh: '已取得的海域使用权', en: 'a sea-use right' },
  unusedLandProcedure: { zh: '已办手续的未利用地', en: 'unused land with its procedure done' },
  keyProject: { zh: '国家或省重点项目', en: 'a national or provincial key project' },
  postDisasterRebuilding: { zh: '灾后重建', en: 'rebuilding after a disaster' },
  emergencyUse: { zh: '抢险救灾等应急用地', en: 'emergency use' },
  socialHousing: { zh: '保障性住房', en: 'social housing' },
  beforeBaseDate: { zh: '基准日之前的变化', en: 'a change before the base date' },
};

/** `8,200 m² (0.82 ha, 12.3 mu)`. */
export function areaWords(areaM2: number): Explanation {
  const metres = Math.round(areaM2);
  const hectares = fixed(m2ToHectare(areaM2), 2);
  const mu = fixed(m2ToMu(areaM2), 1);
  return {
    zh: `${metres}平方米（${hectares}公顷，${mu}亩）`,
    en: `${metres.toLocaleString('en-US')} m² (${hectares} ha, ${mu} mu)`,
  };
}

/** At least `digits` decimals, and more where the number is so small that only zeros would show. */
function fixed(value: number, digits: number): string {
  return value !== 0 && value < 10 ** -digits ? value.toPrecision(2) : value.toFixed(digits);
}

/** `building permit 建字第1号 (granted 2023-05-01, valid to 2025-05-01)`. */
export function permitWords(permit: Permit): Explanation {
  const { caseNumber, grantedOn, validTo, withdrawnOn, revision } = permit;
  const kind = PERMIT_WORDS[permit.kind];
  const zh = [`第${revision}版`, `${grantedOn}批准`];
  const en = [`revision ${revision}`, `granted ${grantedOn}`];
  if (validTo !== null) {
    zh.push(`有效期至${validTo}`);
    en.push(`valid to ${validTo}`);
  }
  if (withdrawnOn !== null) {
    zh.push(`${withdrawnOn}撤回`);
    en.push(`withdrawn ${withdrawnOn}`);
  }
  return { zh: `${kind.zh}“${caseNumber}”（${zh.join('，')}）`, en: `${kind.en} ${caseNumber} (${en.join(', ')})` };
}

export function layerWords({ title, version }: Pick<Layer, 'title' | 'version'>): Explanation {
  return { zh: `“${title}”${version}版`, en: `“${title}”, version ${version}` };
}

/** Items joined as a list; beyond `most`, the rest is counted. */
export function listWords(items: readonly Explanation[], most = 4): Explanation {
  const shown = items.slice(0, most);
  const more = items.length - shown.length;
  const zh = shown.map((item) => item.zh).join('、');
  const en = shown.map((item) => item.en).join('; ');
  return more > 0 ? { zh: `${zh}等${items.length}项`, en: `${en}; and ${more} more` } : { zh, en };
}

/** Sentences one after the other. */
export function together(...sentences: readonly (Explanation | null)[]): Explanation {
  const said = sentences.filter((sentence) => sentence !== null);
  return { zh: said.map(({ zh }) => zh).join(''), en: said.map(({ en }) => en).join(' ') };
}
