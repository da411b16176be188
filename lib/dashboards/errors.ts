/** A dashboard that cannot be right. `code` is stable; scripts and tests match on it, never on the text. */
export class DashboardError extends Error {
  override readonly name = "DashboardError";
  constructor(
    readonly code: `dashboards/${string}`,
    message: string,
  ) {
    super(message);
  }
}

export const malformedUid = (uid: string): DashboardError =>
  new DashboardError(
    "dashboards/malformed-uid",
    `dashboard uid "${uid}" is refused by Grafana: use 1 to 40 letters, digits, "-" or "_"`,
  );

export const uidTwice = (uid: string): DashboardError =>
  new DashboardError(
    "dashboards/uid-twice",
    `two dashboards have the uid "${uid}": the later would replace the earlier`,
  );

export const keyTwice = (dashboard: string, key: string): DashboardError =>
  new DashboardError(
    "dashboards/key-twice",
    `dashboard "${dashboard}" has two panels or rows with the key "${key}": give one of them another key`,
  );

export const idCollision = (dashboard: string, one: string, other: string, id: number): DashboardError =>
  new DashboardError(
    "dashboards/id-collision",
    `dashboard "${dashboard}": the keys "${one}" and "${other}" both give the panel id ${id}: rename the newer one`,
  );

export const lineNotFull = (dashboard: string, row: string, widths: readonly number[]): DashboardError =>
  new DashboardError(
    "dashboards/line-not-full",
    `dashboard "${dashboard}", row "${row}": a line of panels is ${widths.join(" + ")} = ${sum(widths)} columns wide, not 24: change their widths or their order`,
  );

export const heightsDiffer = (
  dashboard: string,
  row: string,
  line: readonly { readonly key: string; readonly height: number }[],
): DashboardError =>
  new DashboardError(
    "dashboards/heights-differ",
    `dashboard "${dashboard}", row "${row}": panels of one line have different heights (${line.map(({ key, height }) => `${key} ${height}`).join(", ")}): give them one`,
  );

export const placedAndFlowing = (dashboard: string, row: string): DashboardError =>
  new DashboardError(
    "dashboards/placed-and-flowing",
    `dashboard "${dashboard}", row "${row}": some panels have a place of their own (at) and others flow: give all of them a place, or none`,
  );

export const outsideGrid = (
  dashboard: string,
  panel: string,
  { x, y, w, h }: { readonly x: number; readonly y: number; readonly w: number; readonly h: number },
): DashboardError =>
  new DashboardError(
    "dashboards/outside-grid",
    `dashboard "${dashboard}", panel "${panel}": x ${x}, y ${y}, ${w} by ${h} is outside the grid of 24 columns: move it, or leave "at" out and let it flow`,
  );

export const overlap = (dashboard: string, one: string, other: string): DashboardError =>
  new DashboardError(
    "dashboards/overlap",
    `dashboard "${dashboard}": the panels "${one}" and "${other}" overlap: move one, or leave "at" out and let them flow`,
  );

export const rowsBesideTabs = (dashboard: string): DashboardError =>
  new DashboardError(
    "dashboards/rows-beside-tabs",
    `dashboard "${dashboard}" has rows and tabs: put the rows into a tab`,
  );

/** `by`: who asks, `panel "latency"`. */
export const equalsManyValues = (dashboard: string, by: string, variable: string): DashboardError =>
  new DashboardError(
    "dashboards/equals-many-values",
    `dashboard "${dashboard}", ${by}: a label is compared with $${variable} by = although several may be chosen: write =~`,
  );

export const malformedPath = (path: string): DashboardError =>
  new DashboardError(
    "dashboards/malformed-path",
    `"${path}" is no path into a panel's JSON: write options.legend.calcs, targets[0].interval or options["a.b"]`,
  );

export const undeclaredVariable = (dashboard: string, panel: string, variable: string): DashboardError =>
  new DashboardError(
    "dashboards/undeclared-variable",
    `dashboard "${dashboard}", panel "${panel}": the query uses $${variable}, which the dashboard does not declare: add it to its variables`,
  );

export const unusedVariable = (dashboard: string, variable: string): DashboardError =>
  new DashboardError(
    "dashboards/unused-variable",
    `dashboard "${dashboard}" declares $${variable}, which no query uses: remove it, or narrow a query by it`,
  );

export const thresholdOfAnotherUnit = (alert: string, found: string, wanted: string): DashboardError =>
  new DashboardError(
    "dashboards/threshold-of-another-unit",
    `the threshold of alert ${alert} is in ${found}, the panel in ${wanted}: draw a quantity in ${wanted} instead`,
  );

export const cyclicLibrary = (uids: readonly string[]): DashboardError =>
  new DashboardError(
    "dashboards/cyclic-library",
    `the library panel "${uids.at(-1)}" is shown by way of itself (${uids.join(" -> ")}): give one of them a panel of its own in Grafana's library, and export again`,
  );

export const alertShownNowhere = (alert: string): DashboardError =>
  new DashboardError(
    "dashboards/alert-shown-nowhere",
    `no panel shows alert ${alert}: name it in a panel's watchedBy, or add a list of alerts`,
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
