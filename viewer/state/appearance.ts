export const APPEARANCES = ['light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];

/** What was chosen here before, else what the system prefers. */
export function appearanceFor(chosen: string | null, systemPrefersDark: boolean): Appearance {
  return APPEARANCES.find((one) => one === chosen) ?? (systemPrefersDark ? 'dark' : 'light');
}
