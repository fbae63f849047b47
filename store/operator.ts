import { adminCodePrefix } from '#domain/adminCode.js';
import { ForbiddenError } from '#domain/errors.js';
import { isUuid } from '#domain/id.js';
import { mayGrant, type Caller } from '#domain/people.js';

/** Planwatch itself, and whoever holds the machine's command line: every right, everywhere. */
export const OPERATOR: Caller = { id: '', name: 'planwatch', role: 'admin', adminCode: '' };

export const actorOf = ({ name, id }: Caller) => ({ actor: name, actorId: isUuid(id) ? id : null });

/** @throws ForbiddenError where the caller's region does not hold the code */
export function refuseOtherRegion(caller: Pick<Caller, 'adminCode'>, adminCode: string, what: string): void {
  if (adminCode.startsWith(adminCodePrefix(caller.adminCode))) return;
  throw new ForbiddenError(`${what} is kept for region ${adminCode || '(all)'}, outside ${caller.adminCode}`, true);
}

/** @throws ForbiddenError where the receiver would get a right that the caller does not have */
export function refuseGrantBeyondOwn(caller: Caller, receiver: Pick<Caller, 'role' | 'scope'>): void {
  if (mayGrant(caller, receiver)) return;
  throw new ForbiddenError(`${caller.name} may not give more rights than they have`, true);
}
