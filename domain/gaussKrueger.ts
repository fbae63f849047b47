/** A 3° Gauss–Krüger zone of CGCS2000 whose eastings begin with the zone's number. */
export interface GaussKruegerZone {
  /** 25–45, central meridian 3° × zone. */
  readonly zone: number;
  /** 4513–4533. */
  readonly epsg: number;
}

const FIRST_ZONE = 25;
const LAST_ZONE = 45;
const FIRST_EPSG = 4513;

/** The zone in which a longitude lies; null outside 73.5°–136.5° east, where none is defined. */
export function gaussKruegerZoneOf(lonDegrees: number): GaussKruegerZone | null {
  const zone = Math.round(lonDegrees / 3);
  if (zone < FIRST_ZONE || zone > LAST_ZONE) return null;
  return { zone, epsg: FIRST_EPSG + zone - FIRST_ZONE };
}
