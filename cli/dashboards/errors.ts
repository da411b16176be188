import { CliError } from "../errors.ts";

export const formatterFailed = (file: string, said: string): CliError =>
  new CliError(
    "dashboards/formatter-failed",
    `The edited ${file} could not be laid out: ${said}`,
    "Nothing was written. Try `npx biome format` on the dashboards; a file that it refuses cannot be edited.",
  );

const NOTHING_WRITTEN = "Nothing was written.";

export const noGrafana = (url: string, cause: Error): CliError =>
  new CliError(
    "dashboards/no-grafana",
    `No Grafana answers at ${url}: ${reason(cause)}.`,
    `${NOTHING_WRITTEN} Start it, or name another: --url URL, or --live FILE with the dashboard's JSON.`,
    { cause },
  );

/** `fetch failed` says nothing; what it was caused by does. */
const reason = ({ message, cause }: Error): string =>
  cause instanceof Error && cause.message !== "" ? cause.message : message;

export const slowGrafana = (url: string, milliseconds: number): CliError =>
  new CliError(
    "dashboards/slow-grafana",
    `The Grafana at ${url} did not answer within ${milliseconds / 1000} s.`,
    `${NOTHING_WRITTEN} Try again, or take the dashboard's JSON from its page: --live FILE.`,
  );

export const loginRefused = (url: string, hadLogin: boolean): CliError =>
  new CliError(
    "dashboards/login-refused",
    hadLogin
      ? `The Grafana at ${url} does not accept the login in GRAFANA_AUTH.`
      : `The Grafana at ${url} wants a login.`,
    `${NOTHING_WRITTEN} Set GRAFANA_AUTH to a service account's token (role Viewer is enough), or to USER:PASSWORD.`,
  );

export const forbiddenByGrafana = (url: string, uid: string): CliError =>
  new CliError(
    "dashboards/forbidden",
    `The Grafana at ${url} does not let this login read dashboard "${uid}" or its versions.`,
    `${NOTHING_WRITTEN} Its versions need the permission to edit it: ask for the role Editor on its folder, or use --live FILE --applied FILE.`,
  );

export const notInGrafana = (url: string, uid: string): CliError =>
  new CliError(
    "dashboards/not-in-grafana",
    `The Grafana at ${url} has no dashboard "${uid}".`,
    `${NOTHING_WRITTEN} It was never applied there, or was deleted: npx cdktf deploy content puts it there.`,
  );

export const loginPage = (asked: string, found: string): CliError =>
  new CliError(
    "dashboards/not-an-api",
    `${asked} leads to ${found}, not to JSON: is that Grafana's own address?`,
    `${NOTHING_WRITTEN} Name the address that Grafana's pages have, with its path and without a proxy's login: --url https://HOST/grafana`,
  );

export const brokenAnswer = (asked: string, length: number, cause: Error): CliError =>
  new CliError(
    "dashboards/broken-answer",
    `The answer of ${asked} ends or breaks after ${length} characters: ${cause.message}.`,
    `${NOTHING_WRITTEN} Try again; a proxy between may cut long answers.`,
    { cause },
  );

export const unexpectedAnswer = (asked: string, what: string): CliError =>
  new CliError(
    "dashboards/unexpected-answer",
    `The answer of ${asked} is not Grafana's: ${what}.`,
    `${NOTHING_WRITTEN} See what stands there, or take the dashboard's JSON from its page: --live FILE.`,
  );

export const unusableGrafanaUrl = (text: string): CliError =>
  new CliError(
    "dashboards/unusable-grafana-url",
    `"${text}" is no address of a Grafana.`,
    "Name it with its scheme and without a login: --url https://grafana.example; the login stands in GRAFANA_AUTH.",
  );

export const nowhereToLook = (): CliError =>
  new CliError(
    "dashboards/nowhere-to-look",
    "It is not said where the edited dashboard is.",
    "Name a Grafana (--url URL or GRAFANA_URL, the login in GRAFANA_AUTH), or a file with its JSON: --live FILE.",
  );

export const unreadableFile = (file: string, cause: Error): CliError =>
  new CliError(
    "dashboards/unreadable",
    `${file} cannot be read: ${cause.message}`,
    "Name a file with a dashboard's JSON, as Grafana's page or its HTTP API gives it.",
    { cause },
  );

export const notJson = (file: string, cause: Error): CliError =>
  new CliError(
    "dashboards/not-json",
    `${file} is not JSON: ${cause.message}`,
    `${NOTHING_WRITTEN} Save the dashboard's JSON again; it may have been cut.`,
    { cause },
  );

export const notThisDashboard = (file: string, found: string, uid: string): CliError =>
  new CliError(
    "dashboards/another-dashboard",
    `${file} holds dashboard "${found}", not "${uid}".`,
    `${NOTHING_WRITTEN} Name the dashboard that it holds: ${found}`,
  );

export const notADashboard = (which: string, code: string, said: string): CliError =>
  new CliError(code, `${which}: ${said}.`, `${NOTHING_WRITTEN} Name a file with the dashboard's JSON, or its Grafana.`);

export const oneFileOneDashboard = (): CliError =>
  new CliError("dashboards/one-file", "A file holds one dashboard.", "Name its UID, and no other, with --live FILE.");

export const brokenCode = (said: string): CliError =>
  new CliError(
    "dashboards/broken-code",
    `The dashboards of the code cannot be made:\n${said}`,
    "Mend the code first (npm run check tells more), then pull again. Nothing was written.",
  );

export const brokenEdit = (said: string, changes: readonly string[]): CliError =>
  new CliError(
    "dashboards/broken-edit",
    `The edited code would make no dashboard:\n${said}\nThe changes were:\n${changes.map((one) => `  ${one}`).join("\n")}`,
    "Nothing was written. Undo in Grafana the change that this speaks of, or make it in the code by hand.",
  );

export const proofFailed = (alert: string, said: string): CliError =>
  new CliError(
    "dashboards/proof-failed",
    `With its new limit, the proof of ${alert} does not hold:\n${said}`,
    `Everything was taken back. The meaning of ${alert} tells its stories in numbers too (rules/meanings): change them with the limit, by hand, and run npm run check.`,
  );

export const otherAlertsChange = (alert: string, others: readonly string[]): CliError =>
  new CliError(
    "dashboards/other-alerts-change",
    `The limit of ${alert} is also part of ${others.join(", ")}, which would change with it.`,
    "Everything was taken back. Give the alerts limits of their own, or change them by hand.",
  );

export const unknownDashboardInCode = (
  uid: string,
  known: readonly string[],
  suggestion: string | undefined,
): CliError =>
  new CliError(
    "dashboards/unknown-dashboard",
    `The code has no dashboard "${uid}".${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
    `Use one of: ${known.join(", ")}. One that was made in Grafana comes into code by: quantflow dashboards import FILE`,
  );
