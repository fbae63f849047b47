export const ROLES = ['officer', 'supervisor', 'steward', 'approver', 'admin', 'public'] as const;
export type Role = (typeof ROLES)[number];

/** What a caller may do, checked by every route and, for regions, inside the store's queries. */
export const RIGHTS = [
  'readAlerts',
  'triageAlerts',
  'reviewAlerts',
  'readFlags',
  'acknowledgeFlags',
  'readAudit',
  'readIndicators',
  'readPlans',
  'checkCompliance',
  'readScenes',
  'writeScenes',
  'writeLayers',
  'publishLayers',
  'writePermits',
  'writeRuleSets',
  'publishRuleSets',
  'replayRuns',
  'startRuns',
  'readOperations',
  'manageUsers',
] as const;
export type Right = (typeof RIGHTS)[number];

const READING: readonly Right[] = ['readAlerts', 'readPlans', 'checkCompliance', 'readScenes'];

/** The one role table. */
export const RIGHTS_OF_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  officer: [...READING, 'triageAlerts', 'readFlags'],
  supervisor: [
    ...READING,
    'triageAlerts',
    'reviewAlerts',
    'readFlags',
    'readAudit',
    'readIndicators',
    'publishLayers',
    'writeRuleSets',
    'publishRuleSets',
    'replayRuns',
    'startRuns',
    'readOperations',
  ],
  steward: [
    ...READING,
    'readIndicators',
    'writeScenes',
    'writeLayers',
    'writePermits',
    'writeRuleSets',
    'replayRuns',
    'startRuns',
  ],
  approver: [...READING, 'writePermits', 'readFlags', 'acknowledgeFlags'],
  admin: RIGHTS,
  public: [],
};

/** Who is asking: a signed-in person or an API key. Sees what lies in regions whose code begins with `adminCode`. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** '' sees everything; '330100' sees 330100 and all below it. */
  readonly adminCode: string;
  /** Of a key that may do less than its role; absent: everything that the role may do. */
  readonly scope?: readonly Right[] | undefined;
}

/** What a caller may do: the rights of the role, cut down to the scope of the key. */
export function rightsOf({ role, scope }: Pick<Caller, 'role' | 'scope'>): readonly Right[] {
  const rights = RIGHTS_OF_ROLE[role];
  return scope === undefined ? rights : rights.filter((right) => scope.includes(right));
}

export function hasRight(caller: Pick<Caller, 'role' | 'scope'>, right: Right): boolean {
  return rightsOf(caller).includes(right);
}

/** Nobody gives away what they may not do themselves: a key of small scope makes no key, and no person, of larger. */
export function mayGrant(giver: Pick<Caller, 'role' | 'scope'>, receiver: Pick<Caller, 'role' | 'scope'>): boolean {
  const own = rightsOf(giver);
  return rightsOf(receiver).every((right) => own.includes(right));
}
