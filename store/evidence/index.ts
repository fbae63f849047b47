/** What people hand in for alerts: reading the files, and keeping what is known of them. */
export { getEvidence, isEvidenceKept, listEvidence, submitEvidence, withdrawEvidence } from './evidence.js';
export type { EvidenceSubmission } from './evidence.js';
export { inspectEvidence, type InspectedEvidence } from './inspectEvidence.js';
