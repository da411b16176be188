/** A judgement of mutants that cannot be made; `code` is stable, the text is not. */
export class MutantError extends Error {
  override readonly name = "MutantError";
  constructor(
    readonly code:
      | "mutant/unreadable"
      | "mutant/rule-missing"
      | "mutant/red-original"
      | "mutant/promtool"
      | "mutant/unknown-metric",
    message: string,
    /** What to do, in the imperative. */
    readonly remedy: string,
  ) {
    super(message);
  }
}

export const unreadableRule = (rule: string, problem: string): MutantError =>
  new MutantError(
    "mutant/unreadable",
    `the expression of ${rule} cannot be read: ${problem}`,
    "correct the expression",
  );

export const ruleMissing = (alert: string): MutantError =>
  new MutantError(
    "mutant/rule-missing",
    `the rule file of ${alert}'s suite has no rule of that name`,
    "make the suite of the alert that is judged",
  );

export const redOriginal = (alert: string, story: string, failure: string): MutantError =>
  new MutantError(
    "mutant/red-original",
    `${alert} fails its own proof, so a mutant's failure would tell nothing; story "${story}":\n${failure}`,
    "mend the rule or the story",
  );

export const promtoolSaid = (code: number | null, said: string): MutantError =>
  new MutantError(
    "mutant/promtool",
    `promtool ended with ${code ?? "a signal"} and said something that is no verdict on a rule: ${said.slice(0, 2000)}`,
    "run it by hand on the same files; a rule file that it refuses is refused for all rules in it",
  );

export const unknownMetric = (alert: string, metric: string): MutantError =>
  new MutantError(
    "mutant/unknown-metric",
    `${alert} reads ${metric}, of which the catalogue knows nothing, so no series of it can be made up`,
    "declare the metric",
  );
