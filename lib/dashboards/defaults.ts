/** What every dashboard and panel has unless it says otherwise. */

export const DEFAULT_WIDTH = 12;
/** Grid units of about 30 pixels. */
export const PANEL_HEIGHT = 8;
export const HEADING_HEIGHT = 1;

/** Not below the evaluation interval: a faster page shows nothing newer. */
export const REFRESH = "30s";
export const TIME_RANGE = { from: "now-1h", to: "now" } as const;
/** One crosshair over all panels, so that causes and effects line up. */
export const SHARED_CROSSHAIR = 1;
/** The most alerts that a list shows. */
export const ALERTS_LISTED = 30;
