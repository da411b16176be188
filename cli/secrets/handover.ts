import type { Secret, SecretFile } from "../../lib/services/secret.ts";

/**
 * A secret on its way from one value to the next. `announce`: who is asked for it accepts both, all others show the
 * previous one still. `switch`: all others show the next one. What comes after both is the next value alone.
 */
export interface Handover {
  readonly secret: Secret;
  readonly previous: string;
  readonly step: "announce" | "switch";
}

/** The text of a file, of the values of the secrets that it needs. */
export function textOf(
  { needs, render, overlap }: SecretFile,
  values: readonly string[],
  handover: Handover | undefined,
): string {
  const at = handover ? needs.findIndex(({ name }) => name === handover.secret.name) : -1;
  if (!handover || at < 0) return render(...values);
  const { previous, step } = handover;
  if (overlap) return overlap(values[at] ?? "", previous);
  return render(...(step === "announce" ? values.with(at, previous) : values));
}
