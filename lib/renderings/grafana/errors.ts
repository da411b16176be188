/** What cannot be carried to Grafana as asked. `code` is stable, the text is not. */
export class GrafanaError extends Error {
  override readonly name = "GrafanaError";
  constructor(
    readonly code: "grafana/password-in-plan",
    message: string,
  ) {
    super(message);
  }
}

export const passwordInPlan = (source: string): GrafanaError =>
  new GrafanaError(
    "grafana/password-in-plan",
    `data source "${source}" needs a password, which a plan would show: provision it by file (see deliveries)`,
  );

/** A fault of a synthesized document, and where in it: `resource.grafana_folder.folder.title`. */
export interface Problem {
  readonly code: `grafana/${"unknown" | "missing" | "read-only" | "type" | "count"}`;
  readonly at: string;
  readonly message: string;
}

export const unknownName = (at: string, known: readonly string[]): Problem => ({
  code: "grafana/unknown",
  at,
  message: `${at} is not in the provider's schema, which knows here: ${known.join(", ")}`,
});

export const missingArgument = (at: string): Problem => ({
  code: "grafana/missing",
  at,
  message: `${at} is required by the provider and absent: give it a value`,
});

export const readOnlyArgument = (at: string): Problem => ({
  code: "grafana/read-only",
  at,
  message: `${at} is made by the provider and cannot be set: leave it out`,
});

export const wrongType = (at: string, wanted: string, found: unknown): Problem => ({
  code: "grafana/type",
  at,
  message: `${at} must be ${wanted}, found ${JSON.stringify(found)}`,
});

export const wrongCount = (at: string, wanted: string, found: number): Problem => ({
  code: "grafana/count",
  at,
  message: `${at} must be there ${wanted}, found ${found}`,
});
