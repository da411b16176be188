/** A proof that cannot be told; `code` is stable, the text is not. */
export class ProofError extends Error {
  override readonly name = "ProofError";
  constructor(
    readonly code: "proof/refused-value" | "proof/off-beat" | "proof/too-short" | "proof/same-suite" | "proof/promtool",
    message: string,
    /** What to do, in the imperative. */
    readonly remedy: string,
  ) {
    super(message);
  }
}

export const refusedByRecorder = (metric: string, { job }: { readonly job: string }): ProofError =>
  new ProofError(
    "proof/refused-value",
    `the recorder refused what a story of job ${job} recorded in ${metric}: a label value beyond its bounds, or a value that is no number`,
    "record what the real program could record",
  );

export const offBeat = (what: string, seconds: number, step: number): ProofError =>
  new ProofError(
    "proof/off-beat",
    `${what} is ${seconds} s, which is no multiple of the ${step} s between two scrapes`,
    "say a multiple, or give the story another `every`",
  );

export const tooShort = (alert: string, seconds: number): ProofError =>
  new ProofError(
    "proof/too-short",
    `what happens in the first story of ${alert} ends before ${seconds} s, so it cannot be told what failing scrapes do to the firing alert`,
    "let it go on for longer, or put a story first that does",
  );

export const sameSuite = (names: readonly string[]): ProofError => {
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return new ProofError(
    "proof/same-suite",
    `two rules are both called ${[...new Set(twice)].join(", ")}, so their proofs cannot be told apart`,
    "rename one, or give them labels of different values",
  );
};

export const promtoolFailed = (why: string): ProofError =>
  new ProofError("proof/promtool", `promtool could not run the proofs: ${why}`, "mend the rule or the story it names");
