import { FORMED_ACTS, type FormedAct } from './actForms.js';
import type { AlertAct } from '#domain/alertLife.js';
import { PSEUDO_CHANGE_REASONS, type PseudoChangeReason } from '#domain/alertLife.js';

/** Reasons that one key rejects with: all that need no words. */
export const KEYED_REASONS: readonly PseudoChangeReason[] = PSEUDO_CHANGE_REASONS.filter(
  (reason) => reason !== 'other',
);

const REASON_KEYS = '1234567890-=';

/** The key that rejects as a pseudo-change with this reason; null where there is none. */
export function keyOfReason(reason: PseudoChangeReason): string | null {
  return REASON_KEYS[KEYED_REASONS.indexOf(reason)] ?? null;
}

/** The forms that a key opens. */
export const KEYS_OF_FORMS: Readonly<Partial<Record<FormedAct, string>>> = {
  unclear: 'U',
  pseudoChangeOther: 'O',
  comment: 'C',
  supervise: 'S',
  assign: 'G',
};

export function formOfKey(key: string): FormedAct | null {
  return FORMED_ACTS.find((form) => KEYS_OF_FORMS[form] === key.toUpperCase()) ?? null;
}

/** What a key decides: a digit rejects with a reason, V is a violation, F asks for a visit, A acknowledges. */
export function actOfKey(key: string): AlertAct | null {
  const reason = KEYED_REASONS[REASON_KEYS.indexOf(key)];
  if (key !== '' && reason !== undefined) return determined('pseudoChange', reason);
  switch (key.toLowerCase()) {
    case 'v':
      return determined('violation', null);
    case 'f':
      return { act: 'requestFieldVerification', note: null };
    case 'a':
      return { act: 'acknowledge' };
    default:
      return null;
  }
}

function determined(outcome: 'violation' | 'pseudoChange', reason: PseudoChangeReason | null): AlertAct {
  return { act: 'determine', determination: { outcome, reason, note: null } };
}
