/** What every dashboard and panel has unless it says otherwise: the house's one place for taste. */

export const DEFAULT_WIDTH = 12;
/** Grid units of about 30 pixels. */
export const DEFAULT_HEIGHT = 8;
/** A number needs less room than a curve. */
export const STAT_HEIGHT = 4;
export const HEADING_HEIGHT = 1;

/** Not below the evaluation interval: a faster page shows nothing newer. */
export const REFRESH = "30s";
export const TIME_RANGE = { from: "now-1h", to: "now" } as const;
/** One crosshair over all panels, so that causes and effects line up. */
export const SHARED_CROSSHAIR = 1;
/** The most alerts that a list shows. */
export const ALERTS_LISTED = 30;
