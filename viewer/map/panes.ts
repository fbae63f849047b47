/** The map's panes from bottom to top. Leaflet's own overlay pane is 400, markers 600, tooltips 650, pop-ups 700. */
export const PANES = {
  before: { name: 'planwatch-before', zIndex: 210 },
  after: { name: 'planwatch-after', zIndex: 211 },
  plans: { name: 'planwatch-plans', zIndex: 320 },
  permits: { name: 'planwatch-permits', zIndex: 410 },
  patches: { name: 'planwatch-patches', zIndex: 420 },
  alerts: { name: 'planwatch-alerts', zIndex: 430 },
} as const;

export type PaneName = keyof typeof PANES;

/** Beyond this zoom nothing is gained: a very-high-resolution pixel (0.5 m) is already larger than a screen pixel. */
export const MAX_ZOOM = 20;
export const MIN_ZOOM = 4;
