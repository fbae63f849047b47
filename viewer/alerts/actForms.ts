import type { AlertAct, AlertActName, RectificationMeasure } from '#domain/alertLife.js';

/** Acts that need words or a choice, and those determinations that do. */
export const FORMED_ACTS = [
  'unclear',
  'pseudoChangeOther',
  'fileCase',
  'issueOrder',
  'reportRectification',
  'returnCloseOut',
  'reopen',
  'assign',
  'comment',
  'supervise',
  'extendDue',
  'pauseDue',
] as const;
export type FormedAct = (typeof FORMED_ACTS)[number];

export type ActField =
  'note' | 'enforcementCaseNumber' | 'orderKind' | 'issuedOn' | 'measure' | 'permitCaseNumber' | 'dueOn' | 'assigneeId';

/** What each form asks for, in its order. */
export const ACT_FIELDS: Readonly<Record<FormedAct, readonly ActField[]>> = {
  unclear: ['note'],
  pseudoChangeOther: ['note'],
  fileCase: ['enforcementCaseNumber'],
  issueOrder: ['orderKind', 'issuedOn'],
  reportRectification: ['measure', 'permitCaseNumber', 'note'],
  returnCloseOut: ['note'],
  reopen: ['note'],
  assign: ['assigneeId'],
  comment: ['note'],
  supervise: ['note'],
  extendDue: ['dueOn', 'note'],
  pauseDue: ['note'],
};

export type ActValues = Partial<Readonly<Record<ActField, string>>>;

/** The act whose right and legality a form stands on. */
export function actNameOf(form: FormedAct): AlertActName {
  return form === 'unclear' || form === 'pseudoChangeOther' ? 'determine' : form;
}

/** True where the form cannot be sent without the field. */
export function isRequired(form: FormedAct, field: ActField, values: ActValues): boolean {
  if (form === 'unclear') return false;
  if (form === 'reportRectification') {
    return field === 'measure' || (field === 'permitCaseNumber' && values.measure === 'retroactiveApproval');
  }
  return true;
}

/** The act that a filled-in form stands for. */
export function actOfForm(form: FormedAct, values: ActValues): AlertAct {
  const text = (field: ActField): string => values[field]?.trim() ?? '';
  const optional = (field: ActField): string | null => (text(field) === '' ? null : text(field));
  const note = text('note');
  switch (form) {
    case 'unclear':
      return { act: 'determine', determination: { outcome: 'unclear', reason: null, note: optional('note') } };
    case 'pseudoChangeOther':
      return { act: 'determine', determination: { outcome: 'pseudoChange', reason: 'other', note } };
    case 'fileCase':
      return { act: form, enforcementCaseNumber: text('enforcementCaseNumber') };
    case 'issueOrder':
      return { act: form, orderKind: text('orderKind') as 'stopOrder' | 'correctionOrder', issuedOn: text('issuedOn') };
    case 'reportRectification':
      return {
        act: form,
        measure: text('measure') as RectificationMeasure,
        permitCaseNumber: optional('permitCaseNumber'),
        note: optional('note'),
      };
    case 'assign':
      return { act: form, assigneeId: optional('assigneeId') };
    case 'extendDue':
      return { act: form, dueOn: text('dueOn'), note };
    default:
      return { act: form, note };
  }
}

/** The form's field that a problem's `where` names (`body.act.dueOn`, `determination.note`); null where it names none. */
export function fieldOfProblem(form: FormedAct, where: string | null): ActField | null {
  const last = where?.split('.').at(-1);
  return ACT_FIELDS[form].find((field) => field === last) ?? null;
}
