import type { Severity } from '#domain/violation.js';

/** A shape for each severity in a box of 24 by 24, so that colour is not the only sign. */
export const SEVERITY_SHAPES: Readonly<Record<Severity, string>> = {
  critical: 'M12 2l8.7 5v10L12 22l-8.7-5V7z',
  high: 'M12 2.5L22 20H2z',
  medium: 'M12 2l10 10-10 10L2 12z',
  low: 'M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18z',
};
