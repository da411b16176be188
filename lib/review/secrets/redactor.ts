import { ReviewError } from "../errors.ts";
import type { OutputChange, Plan, ResourceChange } from "../plan/plan.ts";
import type { Path, Value } from "../plan/value.ts";
import { hiding } from "./hide.ts";
import type { Redactor } from "./secrets.ts";
import { Vault } from "./vault.ts";
import { type Rewrite, walk, walkMarks, walkSides } from "./walk.ts";

/**
 * A redactor that knows the secrets of the plans (by Terraform's marks, by name, by known format and by entropy) and
 * those handed in as `known`. Numbers go by first appearance. Secrets under four characters are hidden where they stand
 * and searched nowhere; those under eight are searched as whole words; all others anywhere and in every form
 * (see `formsOf`). A word that the plan uses as a name of its own (`postgres`) is hidden in its place only.
 */
export function redactorOf(given: { readonly plans: readonly Plan[]; readonly known: readonly string[] }): Redactor {
  const vault = new Vault();
  const hide = hiding(vault, isNameIn(given.plans));
  for (const secret of given.known) vault.search(secret.trim(), "handed in");
  for (const plan of given.plans) learnPlan(plan, hide);
  const replacing: Rewrite = (text, sensitivity, where) => vault.replace(hide(text, sensitivity, where));
  return {
    change: (change) => redacted(change, replacing),
    text: (text) => vault.replace(hide(text, "open", "a text")),
    requireClean: (output) => requireClean(vault, output),
  };
}

function learnPlan(plan: Plan, hide: Rewrite): void {
  for (const change of [...plan.changes, ...plan.drift]) redacted(change, hide);
  for (const output of plan.outputs) learnOutput(output, hide);
}

function learnOutput(output: OutputChange, hide: Rewrite): void {
  const at: Rewrite = (text, sensitivity) => hide(text, sensitivity, `output ${output.name}`);
  walk(output.before, output.sensitive, at, output.name);
  walk(output.after, output.sensitive, at, output.name);
}

function redacted(change: ResourceChange, rewrite: Rewrite): ResourceChange {
  const at: Rewrite = (text, sensitivity, where) => rewrite(text, sensitivity, `${change.address} ${where}`);
  const name = (text: string): string => rewrite(text, "open", "an address");
  const [before, after] = walkSides(
    { value: change.before, marks: change.beforeSensitive },
    { value: change.after, marks: change.afterSensitive },
    at,
  );
  const marks = (given: ResourceChange["afterUnknown"]) => walkMarks(given, name);
  return {
    ...change,
    address: name(change.address),
    type: name(change.type),
    name: name(change.name),
    words: change.words.map(name),
    ...(change.deposed === undefined ? {} : { deposed: name(change.deposed) }),
    ...(change.reason === undefined ? {} : { reason: name(change.reason) }),
    ...(change.movedFrom === undefined ? {} : { movedFrom: name(change.movedFrom) }),
    ...(typeof change.index === "string" ? { index: name(change.index) } : {}),
    ...(change.importing === undefined ? {} : { importing: name(change.importing) }),
    before,
    after,
    afterUnknown: marks(change.afterUnknown),
    beforeSensitive: marks(change.beforeSensitive),
    afterSensitive: marks(change.afterSensitive),
    replacePaths: change.replacePaths.map((path) => pathOf(path, name)),
  };
}

const pathOf = (path: Path, name: (text: string) => string): Path =>
  path.map((step) => (typeof step === "string" ? name(step) : step));

/** Names of resources, types and attributes: no output could be written without them. */
function isNameIn(plans: readonly Plan[]): (text: string) => boolean {
  const names = new Set<string>();
  for (const { type, name, before, after } of plans.flatMap((plan) => [...plan.changes, ...plan.drift])) {
    names.add(type).add(name);
    for (const attribute of attributesOf(before)) names.add(attribute);
    for (const attribute of attributesOf(after)) names.add(attribute);
  }
  return (text) => names.has(text);
}

const attributesOf = (value: Value): readonly string[] =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? Object.keys(value) : [];

function requireClean(vault: Vault, output: string): void {
  for (const view of viewsOf(output)) {
    const leak = vault.leakIn(view);
    if (leak === undefined) continue;
    throw new ReviewError(
      "review/secret-would-leak",
      `secret ${leak.number} (${leak.where}) stands in the output, written ${leak.form}`,
      "Publish nothing of this review. Take the secret out of the plan (a file that is mounted), or report where it shows.",
    );
  }
}

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** The output as written and as read: without Markdown's escapes and without a terminal's colours. */
function viewsOf(output: string): readonly string[] {
  const read = output.replace(COLOURS, "").replace(/\\([!-/:-@[-`{-~])/g, "$1");
  return read === output ? [output] : [output, read];
}
