/** Prometheus was asked and does not answer; `remedy` says what to do. */
export class AskError extends Error {
  override readonly name = "AskError";
  readonly code = "dashboards/prometheus-refuses";
  readonly remedy = "See whether it runs (npm run status), and whether its login is right.";
}

export const prometheusRefuses = (url: string, words: string): AskError =>
  new AskError(`Prometheus at ${url} does not say what it has: ${words}`);
