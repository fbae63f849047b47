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
  'readScenes',
  'writeScenes',
  'writeLayers',
  'publishLayers',
  'writePermits',
  'startRuns',
  'readOperations',
  'manageUsers',
] as const;
export type Right = (typeof RIGHTS)[number];

const READING: readonly Right[] = ['readAlerts', 'readPlans', 'readScenes'];

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
    'startRuns',
    'readOperations',
  ],
  steward: [...READING, 'readIndicators', 'writeScenes', 'writeLayers', 'writePermits', 'startRuns'],
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
}

export function hasRight(role: Role, right: Right): boolean {
  return RIGHTS_OF_ROLE[role].includes(right);
}
