import type { IsoDate, IsoTime } from './time.js';

/** A photo is looked at and held against the alert's ground; an attachment is kept as it is. */
export const EVIDENCE_KINDS = ['photo', 'attachment'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const EVIDENCE_MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type EvidenceMediaType = (typeof EVIDENCE_MEDIA_TYPES)[number];

/** Where a fact about a photo comes from: written by the camera, or said by the sender where the camera wrote nothing. */
export const FACT_SOURCES = ['camera', 'sender'] as const;
export type FactSource = (typeof FACT_SOURCES)[number];

/** A place where a camera stood. */
export interface CameraPosition {
  /** WGS84. */
  readonly lonLat: readonly [lon: number, lat: number];
  /** Radius that the camera gives for its position, metres. */
  readonly errorMetres: number | null;
  readonly source: FactSource;
}

/** What a photo says of itself; null where it says nothing. */
export interface PhotoFacts {
  /** As shown, turned upright. */
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly takenAt: { readonly at: IsoTime; readonly source: FactSource } | null;
  readonly position: CameraPosition | null;
  /** Where the camera looked, degrees clockwise from north, 0–360. */
  readonly headingDegrees: { readonly value: number; readonly source: FactSource } | null;
  readonly camera: string | null;
}

/**
 * What is held against the alert, with the unit of `found` and `limit`: `distance` metres from camera to ground; `heading`
 * degrees beside the direction in which the ground is seen; `onset` days since the last look without the change (negative:
 * the photo is older); `visit` days between photo and visit; `reuse` other alerts for which the same bytes were handed in.
 */
export const EVIDENCE_CHECKS = ['distance', 'heading', 'onset', 'visit', 'reuse'] as const;
export type EvidenceCheckName = (typeof EVIDENCE_CHECKS)[number];

/** Reported, never enforced: a phone indoors knows neither its place nor its heading. */
export interface EvidenceCheck {
  readonly check: EvidenceCheckName;
  readonly outcome: 'plausible' | 'doubtful' | 'unknown';
  readonly found: number | null;
  readonly limit: number | null;
}

/** One file that was handed in for an alert (举证). Its bytes are kept as they came. */
export interface EvidenceItem {
  readonly id: string;
  readonly alertId: string;
  readonly kind: EvidenceKind;
  /** Name on the sender's machine, for people only. */
  readonly fileName: string;
  readonly mediaType: EvidenceMediaType;
  readonly bytes: number;
  readonly sha256: string;
  readonly note: string | null;
  /** Day of the field visit that it belongs to. */
  readonly visitedOn: IsoDate | null;
  readonly photo: PhotoFacts | null;
  /** As judged when it came in; empty for attachments. */
  readonly checks: readonly EvidenceCheck[];
  readonly submittedBy: string;
  readonly submittedAt: IsoTime;
  /** Set where it was handed in by mistake: it stays, and is no longer shown among the evidence. */
  readonly withdrawnAt: IsoTime | null;
  readonly withdrawnBecause: string | null;
}
