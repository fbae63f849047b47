import type { Explanation } from '#domain/finding.js';
import { offending } from './explain.js';
import type { PatchGround } from './patchGround.js';
import { listWords } from './words.js';

interface DatedPlace {
  readonly id: string;
  readonly day: string;
}

const placeList = (places: readonly DatedPlace[]): Explanation =>
  listWords(places.map(({ id, day }) => ({ zh: `${id}（${day}）`, en: `${id} (${day})` })));

export function afterOrderSentence(ground: PatchGround, areaM2: number, orders: readonly DatedPlace[]): Explanation {
  const part = offending(ground, areaM2);
  const list = placeList(orders);
  return {
    zh: `${part.zh}位于责令停止通知${list.zh}的范围内，且${ground.patch.onsetFrom}时变化尚未发生，疑似停工后续建。`,
    en: `${part.en} lies within stop order ${list.en}, and nothing had changed by ${ground.patch.onsetFrom}: suspected works after the order to stop.`,
  };
}

export function reboundSentence(ground: PatchGround, areaM2: number, alerts: readonly DatedPlace[]): Explanation {
  const part = offending(ground, areaM2);
  const list = placeList(alerts);
  return {
    zh: `${part.zh}位于已销号的预警${list.zh}处，变化发生在销号之后，疑似反弹。`,
    en: `${part.en} lies at an alert that was closed out, ${list.en}, and changed after that: suspected rebound.`,
  };
}

export function rectificationSentence(ground: PatchGround, areaM2: number, alerts: readonly DatedPlace[]): Explanation {
  const part = offending(ground, areaM2);
  const list = placeList(alerts);
  return {
    zh: `${part.zh}位于已报整改的预警${list.zh}处，影像显示此后仍有建设，疑似未整改或虚假整改。`,
    en: `${part.en} lies at an alert reported as put right, ${list.en}, and imagery shows construction after that: suspected rectification not done.`,
  };
}
