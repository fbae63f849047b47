import { describe, expect, test } from '@jest/globals';
import { ALERT_ACT_NAMES } from '#domain/alertLife.js';
import { actNameOf, actOfForm, FORMED_ACTS, fieldOfProblem, isRequired } from '../../../viewer/alerts/actForms.js';
import { actOfKey, formOfKey } from '../../../viewer/alerts/decisionKeys.js';

describe('a form', () => {
  test('stands on an act of the life-cycle table', () => {
    for (const form of FORMED_ACTS) expect(ALERT_ACT_NAMES).toContain(actNameOf(form));
  });

  test('becomes the act with what was filled in, without stray blanks', () => {
    expect(actOfForm('fileCase', { enforcementCaseNumber: ' 云自然资执立〔2025〕8号 ' })).toEqual({
      act: 'fileCase',
      enforcementCaseNumber: '云自然资执立〔2025〕8号',
    });
    expect(actOfForm('unclear', {})).toEqual({
      act: 'determine',
      determination: { outcome: 'unclear', reason: null, note: null },
    });
    expect(actOfForm('pseudoChangeOther', { note: '临时堆料' })).toEqual({
      act: 'determine',
      determination: { outcome: 'pseudoChange', reason: 'other', note: '临时堆料' },
    });
    expect(actOfForm('reportRectification', { measure: 'demolishAndReclaim', permitCaseNumber: ' ' })).toEqual({
      act: 'reportRectification',
      measure: 'demolishAndReclaim',
      permitCaseNumber: null,
      note: null,
    });
    expect(actOfForm('extendDue', { dueOn: '2025-03-04', note: '当事人送医' })).toEqual({
      act: 'extendDue',
      dueOn: '2025-03-04',
      note: '当事人送医',
    });
  });

  test('asks for the permit only where approval came afterwards', () => {
    expect(isRequired('reportRectification', 'permitCaseNumber', { measure: 'retroactiveApproval' })).toBe(true);
    expect(isRequired('reportRectification', 'permitCaseNumber', { measure: 'demolishAndReclaim' })).toBe(false);
    expect(isRequired('unclear', 'note', {})).toBe(false);
    expect(isRequired('supervise', 'note', {})).toBe(true);
  });

  test('finds the field that a refusal names', () => {
    expect(fieldOfProblem('extendDue', 'body.act.dueOn')).toBe('dueOn');
    expect(fieldOfProblem('extendDue', 'expectedRevision')).toBeNull();
    expect(fieldOfProblem('supervise', null)).toBeNull();
  });
});

test('a key either decides or opens a form, never both', () => {
  for (const key of 'abcdefghijklmnopqrstuvwxyz1234567890-=') {
    expect({ key, both: actOfKey(key) !== null && formOfKey(key) !== null }).toEqual({ key, both: false });
  }
  expect(formOfKey('s')).toBe('supervise');
  expect(formOfKey('1')).toBeNull();
});
