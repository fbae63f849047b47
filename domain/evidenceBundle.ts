import type { AlertWork } from './alertWork.js';
import type { Alert, Lineage } from './alert.js';
import type { AuditEntry } from './audit.js';
import type { EvidenceItem } from './evidence.js';
import type { Judgement } from './finding.js';
import type { Layer, LayerFeature } from './layer.js';
import type { EnforcementOrder, SettledAlert } from './order.js';
import type { Patch } from './patch.js';
import type { Permit } from './permit.js';
import type { Run } from './run.js';
import type { Scene } from './scene.js';
import type { IsoTime } from './time.js';

export const BUNDLE_FORMAT_VERSION = 1;
export const BUNDLE_KIND = 'planwatch-evidence-bundle';
/** The one file that says what the others must be; everything else is named in it. */
export const BUNDLE_MANIFEST = 'manifest.json';
export const BUNDLE_FILES = {
  alert: 'alert.json',
  scenes: 'scenes.json',
  audit: 'audit-trail.json',
  evidence: 'evidence.json',
} as const;
export const judgedInputFile = (patchId: string): string => `judged/${patchId}.json`;

/** A file of the bundle, its path relative to the bundle, with slashes. */
export interface BundleFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** `manifest.json`: the files with their checksums, and where everything came from in terms of W3C PROV-JSON. */
export interface BundleManifest {
  readonly kind: typeof BUNDLE_KIND;
  readonly formatVersion: typeof BUNDLE_FORMAT_VERSION;
  readonly alertId: string;
  readonly generatedAt: IsoTime;
  readonly generatedBy: string;
  readonly files: readonly BundleFile[];
  readonly prov: ProvDocument;
}

type ProvRecords = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A document of PROV-JSON (W3C member submission of 24 April 2013), as far as bundles use it. */
export interface ProvDocument {
  readonly prefix: Readonly<Record<string, string>>;
  readonly entity: ProvRecords;
  readonly activity: ProvRecords;
  readonly agent: ProvRecords;
  readonly used: ProvRecords;
  readonly wasGeneratedBy: ProvRecords;
  readonly wasDerivedFrom: ProvRecords;
  readonly wasAssociatedWith: ProvRecords;
}

/** Everything that a patch was judged by, and what the office stored as the judgement: who judges again must get the same. */
export interface JudgedInput {
  readonly patch: Patch;
  readonly lineage: Lineage;
  readonly run: Run;
  /** What was recorded up to this instant counted. */
  readonly asKnownAt: IsoTime;
  readonly layers: readonly Layer[];
  readonly features: readonly LayerFeature[];
  readonly permits: readonly Permit[];
  readonly orders: readonly EnforcementOrder[];
  readonly settledAlerts: readonly SettledAlert[];
  /** What else had been seen on the permits: it shows that these are used. */
  readonly otherChanges: readonly Patch[];
  /** The rule set as data. */
  readonly ruleSet: unknown;
  readonly judgement: Judgement | null;
}

/** `alert.json` */
export type BundledAlert = Alert & AlertWork & { readonly revision: number };
/** `scenes.json`, `audit-trail.json`, `evidence.json` */
export interface BundledScenes {
  readonly scenes: readonly Omit<Scene, 'asset'>[];
}
export interface BundledAudit {
  readonly entries: readonly AuditEntry[];
}
export interface BundledEvidence {
  /** `path` is null where the item was withdrawn: its bytes are not handed on. */
  readonly items: readonly (EvidenceItem & { readonly path: string | null })[];
}
