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

export const alertShownNowhere = (alert: string): DashboardError =>
  new DashboardError(
    "dashboards/alert-shown-nowhere",
    `no panel shows alert ${alert}: name it in a panel's watchedBy, or add a list of alerts`,
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
