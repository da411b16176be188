import { readRecordings } from "../../stacks/recordings.ts";
import { failures } from "../check/proofs.ts";
import type { Context } from "../command.ts";
import { toolbox } from "../promtool/promtool.ts";
import { brokenEdit, otherAlertsChange, proofFailed } from "./errors.ts";
import { evaluated, type Overlay } from "./pull-evaluate.ts";
import type { ProofsGiven, Proven } from "./pull-proofs.ts";

const PROOFS = "cli/dashboards/pull-proofs.ts";

/**
 * Holds an alert, as edited, to its meaning, on the real promtool. Fails where it no longer means that, and where
 * another alert changes that is not among the `edited`.
 */
export async function prove(
  context: Context,
  alert: string,
  overlay: Overlay,
  edited: readonly string[],
): Promise<void> {
  const [before, after] = [await proven(context, alert, new Map()), await proven(context, alert, overlay)];
  // Several alerts may share a name, told apart by their labels: each is known by its whole text.
  const was = new Set(before.rules.map(({ text }) => text));
  const others = after.rules.filter((rule) => !edited.includes(rule.alert) && !was.has(rule.text));
  if (others.length > 0)
    throw otherAlertsChange(
      alert,
      others.map((rule) => rule.alert),
    );
  const failed = await failures(after.suites, await toolbox(context));
  if (failed.length > 0) throw proofFailed(alert, failed.map(([name, said]) => `${name}\n${said}`).join("\n"));
}

async function proven({ root }: Context, alert: string, overlay: Overlay): Promise<Proven> {
  const given: ProofsGiven = { alert, recordings: readRecordings() };
  const result = await evaluated<Proven>(root, PROOFS, overlay, given);
  if ("broken" in result) throw brokenEdit(result.broken, [`the limit of ${alert}`]);
  return result.made;
}
