export { covered, gaps, type Stretch, stretches } from "./coverage.ts";
export { type Firing, firings, type Holds, whole, within } from "./firings.ts";
export { alertsOf, NotTold } from "./identity.ts";
export { type Recorded, type Recordings, selfContained } from "./self-contained.ts";
export { type Evaluations, inParts, joined, type Labels, type Series } from "./series.ts";
export { type Backtest, instant, type Outcome, summaryOf, time } from "./summary.ts";
