/** What went wrong, with a code that programs can rely on. */
export class PreviewError extends Error {
  readonly code: "preview/refused" | "preview/unreachable" | "preview/unreadable" | "preview/variable";

  constructor(code: PreviewError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PreviewError";
    this.code = code;
  }
}

/** Prometheus or the preview's server understood and said no. */
export const refused = (path: string, status: number, reason: string): PreviewError =>
  new PreviewError("preview/refused", reason === "" ? `${path} answered ${status} without a reason` : reason);

export const unreachable = (path: string, cause: unknown): PreviewError =>
  new PreviewError("preview/unreachable", `The preview's server does not answer at ${path}: is it still running?`, {
    cause,
  });

export const unreadable = (path: string, status: number): PreviewError =>
  new PreviewError(
    "preview/unreadable",
    `${path} answered ${status} with something that is not JSON: is another program on this port?`,
  );

export const unknownVariableQuery = (name: string, query: string): PreviewError =>
  new PreviewError(
    "preview/variable",
    `Variable ${name} asks "${query}", which the preview cannot: it knows label_values(label) and label_values(selector, label)`,
  );

export const messageOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));
