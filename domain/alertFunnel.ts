/**
 * How far alerts come, from the machine's suspicion to the finished case. An alert that reached a stage counts there whatever
 * its status is now; `docs/indicators.md` defines each.
 */
export const FUNNEL_STAGES = [
  'raised',
  'taken',
  'determined',
  'violation',
  'caseFiled',
  'ordered',
  'rectified',
  'closedOut',
] as const;
export type FunnelStage = (typeof FUNNEL_STAGES)[number];

/** Days since an alert was raised, both ends inclusive; the last class has no end. */
export interface AgeClass {
  readonly fromDays: number;
  readonly toDays: number | null;
}

export const AGE_CLASSES: readonly AgeClass[] = [
  { fromDays: 0, toDays: 6 },
  { fromDays: 7, toDays: 29 },
  { fromDays: 30, toDays: 89 },
  { fromDays: 90, toDays: 364 },
  { fromDays: 365, toDays: null },
];
