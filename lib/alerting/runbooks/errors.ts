export type RunbookErrorCode =
  | "runbooks/title"
  | "runbooks/sections"
  | "runbooks/empty-section"
  | "runbooks/no-query"
  | "runbooks/no-steps"
  | "runbooks/who"
  | "runbooks/markup"
  | "runbooks/missing"
  | "runbooks/orphaned"
  | "runbooks/wrong-who"
  | "runbooks/dead-link";

/** A runbook that would fail whoever needs it; `code` is stable, the text is not. */
export class RunbookError extends Error {
  override readonly name = "RunbookError";
  constructor(
    readonly code: RunbookErrorCode,
    message: string,
    /** What to do, in the imperative. */
    readonly remedy: string,
  ) {
    super(message);
  }
}

export const wrongTitle = (alert: string, found: string | undefined): RunbookError =>
  new RunbookError(
    "runbooks/title",
    `the runbook of ${alert} begins with ${found === undefined ? "no heading" : `"${found}"`}`,
    `let its first line be: # ${alert}`,
  );

export const wrongSections = (alert: string, found: readonly string[], wanted: readonly string[]): RunbookError =>
  new RunbookError(
    "runbooks/sections",
    `the runbook of ${alert} has the sections ${found.join(", ") || "none"}`,
    `give it these, in this order: ${wanted.map((name) => `## ${name}`).join(", ")}`,
  );

export const emptySection = (alert: string, section: string): RunbookError =>
  new RunbookError("runbooks/empty-section", `"${section}" of the runbook of ${alert} says nothing`, "write it");

export const noQuery = (alert: string, section: string): RunbookError =>
  new RunbookError(
    "runbooks/no-query",
    `"${section}" of the runbook of ${alert} has no query`,
    "give it a ```promql block that stands by itself, not in a list",
  );

export const noSteps = (alert: string, section: string): RunbookError =>
  new RunbookError(
    "runbooks/no-steps",
    `"${section}" of the runbook of ${alert} has no numbered steps`,
    "write what to do as 1., 2., 3.",
  );

export const malformedWho = (alert: string): RunbookError =>
  new RunbookError(
    "runbooks/who",
    `"Who" of the runbook of ${alert} does not begin with the owner and the severity`,
    "let it begin like this: **trading**, critical.",
  );

export const wrongMarkup = (alert: string, found: string): RunbookError =>
  new RunbookError(
    "runbooks/markup",
    `the runbook of ${alert} contains what its page cannot show: ${found}`,
    "write plain Markdown: no HTML; a ```promql block by itself, under How to confirm",
  );

export const missingRunbooks = (alerts: readonly string[], where: string): RunbookError =>
  new RunbookError(
    "runbooks/missing",
    `these alerts have no runbook: ${alerts.join(", ")}`,
    `write ${alerts.map((alert) => `${where}/${alert}.md`).join(", ")}`,
  );

export const orphanedRunbooks = (alerts: readonly string[], where: string): RunbookError =>
  new RunbookError(
    "runbooks/orphaned",
    `these runbooks belong to no alert: ${alerts.map((alert) => `${where}/${alert}.md`).join(", ")}`,
    "rename them to their alerts, or delete them",
  );

export const wrongWho = (alert: string, says: string, is: string): RunbookError =>
  new RunbookError(
    "runbooks/wrong-who",
    `the runbook of ${alert} says ${says}, and the alert ${is}`,
    "correct its section Who",
  );

export const deadLink = (alert: string, to: string): RunbookError =>
  new RunbookError("runbooks/dead-link", `the runbook of ${alert} leads to ${to}, which has none`, "correct the link");
