/** Where a map stands: its centre in degrees, its zoom. */
export interface MapView {
  readonly centre: [lat: number, lon: number];
  readonly zoom: number;
}

/** The address of a page with the map's place in it (`at=lat,lon,zoom`), for a link to what is seen. */
export function viewHref(href: string, { centre: [lat, lon], zoom }: MapView): string {
  const url = new URL(href);
  url.searchParams.set('at', [lat.toFixed(6), lon.toFixed(6), zoom].join(','));
  return url.href;
}

/** The place that an address names; null where it names none. */
export function viewOfSearch(search: URLSearchParams): MapView | null {
  const [lat, lon, zoom] = (search.get('at') ?? '').split(',').map(Number);
  if (lat === undefined || lon === undefined || zoom === undefined) return null;
  const isPlace = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 24;
  return isPlace ? { centre: [lat, lon], zoom } : null;
}
