import { type Fields, field, listField, textField } from "./shape.ts";

const putOff = (deferred: unknown): string => {
  const address = textField(field(deferred, "resource_change"), "address") ?? "a resource";
  return `${address} is put off to a later plan (${textField(deferred, "reason") ?? "no reason given"})`;
};

const invoked = (invocation: unknown): string =>
  `${textField(invocation, "address") ?? "an action"} is run besides; what an action does stands in no plan`;

/** Why the plan is not the whole of what will happen; empty when it is, or when the plan is too old to say. */
export function incompleteOf(plan: Fields): readonly string[] {
  const deferred = listField(plan, "deferred_changes").map(putOff);
  const actions = listField(plan, "action_invocations").map(invoked);
  const failed = field(plan, "errored") === true ? ["planning failed; the plan holds what was planned until then"] : [];
  const partial = field(plan, "complete") === false && failed.length === 0 && deferred.length === 0;
  const targeted = partial
    ? ["the plan leaves changes out (-target, -exclude or a partial apply); plan again after it"]
    : [];
  return [...failed, ...targeted, ...deferred, ...actions];
}

const displayed = (checked: unknown): string => textField(field(checked, "address"), "to_display") ?? "a check";

function failuresOf(check: unknown): readonly string[] {
  const instances = listField(check, "instances");
  const problems = instances.flatMap((instance) =>
    listField(instance, "problems").map((problem) => `${displayed(instance)}: ${textField(problem, "message") ?? ""}`),
  );
  return problems.length > 0 ? problems : [`${displayed(check)} does not hold (${textField(check, "status")})`];
}

/** Checks, preconditions and postconditions that do not hold, in their own words. */
export function failedChecksOf(plan: Fields): readonly string[] {
  return listField(plan, "checks")
    .filter((check) => ["fail", "error"].includes(textField(check, "status") ?? ""))
    .flatMap(failuresOf);
}
