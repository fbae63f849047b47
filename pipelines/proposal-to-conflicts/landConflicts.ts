import type { Conflict } from '#domain/compliance.js';
import type { Permit } from '#domain/permit.js';
import { currentPermits, permitStatus } from '#pipelines/patches-to-findings/permitStatus.js';
import { alertSentence, permitSentence } from './explainConflict.js';
import { conflictOf, meetingWithin, ruleOf, type ProposalGround } from './proposalGround.js';

/** Other permits on the ground: valid on the day they stand against it; granted after it, or of no power, they are worth a remark. */
export function permitConflicts(ground: ProposalGround): Conflict[] {
  const { context, proposal, window } = ground;
  const rule = ruleOf(ground, 'exceedsApprovedExtent');
  if (rule === null) return [];
  return currentPermits(context.permits)
    .filter((permit) => !isOwn(ground, permit))
    .flatMap((permit) => {
      const status = permitStatus(permit, { from: proposal.on, to: proposal.on });
      if (status === 'expired' || status === 'void') return [];
      const meeting = meetingWithin(ground, window.region(permit.geometry), rule);
      if (meeting === null) return [];
      const { caseNumber, kind, revision } = permit;
      const level = status === 'valid' && kind !== 'siteOpinion' ? 'conflict' : 'remark';
      const explanation = permitSentence(ground, meeting, permit, status);
      return [
        conflictOf(ground, { kind: 'permit', meeting, level, permit: { caseNumber, kind, revision }, explanation }),
      ];
    });
}

function isOwn({ proposal }: ProposalGround, { caseNumber, projectId }: Permit): boolean {
  if (caseNumber === proposal.caseNumber) return true;
  return projectId !== null && projectId === proposal.projectId;
}

/** Suspicions on the ground that nobody has settled yet. */
export function alertConflicts(ground: ProposalGround): Conflict[] {
  const rule = ruleOf(ground, 'buildWithoutApproval');
  if (rule === null) return [];
  return ground.context.openAlerts
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ geometry, ...alert }) => {
      const meeting = meetingWithin(ground, ground.window.region(geometry), rule);
      if (meeting === null) return [];
      const explanation = alertSentence(ground, meeting, alert);
      return [conflictOf(ground, { kind: 'openAlert', meeting, level: 'conflict', alert, explanation })];
    });
}
