import { z } from "zod";

/** What `terraform apply -json` and `destroy -json` say, a line an event (Terraform's "Machine-Readable UI"). */
export type TerraformEvent =
  | { readonly kind: "counted"; readonly add: number; readonly change: number; readonly remove: number }
  | { readonly kind: "started" | "finished" | "waiting"; readonly address: string; readonly action: string }
  | { readonly kind: "problem"; readonly severity: "error" | "warning"; readonly text: string };

const shape = z.object({
  type: z.string(),
  changes: z.object({ add: z.number(), change: z.number(), remove: z.number() }).optional(),
  hook: z.object({ resource: z.object({ addr: z.string() }).optional(), action: z.string().optional() }).optional(),
  diagnostic: z
    .object({
      severity: z.enum(["error", "warning"]),
      summary: z.string(),
      detail: z.string().default(""),
      address: z.string().optional(),
    })
    .optional(),
});
type Line = z.infer<typeof shape>;

const KINDS: Readonly<Record<string, "started" | "finished" | "waiting">> = {
  apply_start: "started",
  apply_progress: "waiting",
  apply_complete: "finished",
};

/** The event of one line; undefined for lines that bring-up does not need, or that are none of Terraform. */
export function terraformEvent(text: string): TerraformEvent | undefined {
  const line = parsed(text);
  if (line?.type === "diagnostic" && line.diagnostic) return problem(line.diagnostic);
  // Before an apply this counts what is planned, and after it what was done: of a saved plan, only the latter is told.
  if (line?.type === "change_summary" && line.changes) return { kind: "counted", ...counts(line.changes) };
  const kind = KINDS[line?.type ?? ""];
  const address = line?.hook?.resource?.addr;
  return kind && address ? { kind, address, action: line?.hook?.action ?? "" } : undefined;
}

function parsed(text: string): Line | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const counts = ({ add, change, remove }: NonNullable<Line["changes"]>) => ({ add, change, remove });

const problem = ({ severity, summary, detail, address }: NonNullable<Line["diagnostic"]>): TerraformEvent => ({
  kind: "problem",
  severity,
  text: `${address ? `${address}: ` : ""}${summary}${detail ? `\n${detail}` : ""}`,
});
