/** The nouns that entries of the trail are about, in the order of the choice. */
export const AUDIT_NOUNS = [
  'alert',
  'silence',
  'order',
  'permit',
  'permits',
  'project',
  'layer',
  'mapping',
  'landCodes',
  'ruleSet',
  'watchArea',
  'run',
  'user',
  'key',
] as const;
