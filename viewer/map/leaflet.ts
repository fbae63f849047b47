import 'leaflet';
import 'leaflet.markercluster';
import 'leaflet/dist/leaflet.css';
import 'leaflet.markercluster/dist/MarkerCluster.css';
import markerIcon from 'leaflet/dist/images/marker-icon.png';
import markerIcon2x from 'leaflet/dist/images/marker-icon-2x.png';
import markerShadow from 'leaflet/dist/images/marker-shadow.png';
import type * as Leaflet from 'leaflet';

/**
 * Leaflet as its plug-ins see it. The plug-ins add to the object Leaflet puts on the window; an imported namespace
 * would not show their additions.
 */
export const L = (globalThis as unknown as { L: typeof Leaflet }).L;

// The default icon guesses its picture's address from the style sheet, which a bundler renames.
L.Icon.Default.mergeOptions({ iconUrl: markerIcon, iconRetinaUrl: markerIcon2x, shadowUrl: markerShadow });
delete (L.Icon.Default.prototype as unknown as { _getIconUrl?: unknown })._getIconUrl;
