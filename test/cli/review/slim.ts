/**
 * Makes a fixture of a real plan of ours: `npx tsx test/cli/review/slim.ts < plan.json > fixture.json`. What does not
 * change is left out (objects, state, files that are the same before and after); what stays is as Terraform printed it.
 */
import { json } from "node:stream/consumers";

interface Change {
  readonly address: string;
  readonly change: { readonly actions: readonly string[]; readonly before: Attributes; readonly after: Attributes };
}
type Attributes = { readonly upload?: readonly unknown[] | null } | null;

const plan = (await json(process.stdin)) as {
  readonly resource_changes: readonly Change[];
  readonly resource_drift?: readonly Change[];
  readonly configuration: { readonly root_module: { readonly resources: readonly { readonly address: string }[] } };
};
// What a policy excuses is told of every plan, changed or not.
const EXCUSED = "docker_container.node-exporter";
const isChanged = ({ change }: Change): boolean => change.actions.join() !== "no-op";
const kept = plan.resource_changes.filter((one) => isChanged(one) || one.address === EXCUSED).map(withoutSameFiles);
const names = new Set(kept.map(({ address }) => address));
const slim = {
  ...plan,
  resource_changes: kept,
  // One is enough to tell what this provider always reports; of a plan without a change it is the point.
  resource_drift: plan.resource_drift
    ?.filter(({ address }) => !plan.resource_changes.some(isChanged) || address === "docker_container.redis")
    .map(withoutSameFiles),
  configuration: {
    root_module: { resources: plan.configuration.root_module.resources.map(references) },
  },
  planned_values: {},
  prior_state: {},
};
process.stdout.write(`${JSON.stringify(slim, null, 1)}\n`);

function withoutSameFiles({ change, ...rest }: Change): Change {
  const [before, after] = [change.before?.upload ?? [], change.after?.upload ?? []].map(
    (all) => new Set(all.map((one) => JSON.stringify(one))),
  );
  const slimmer = (side: Attributes): Attributes =>
    side?.upload ? { ...side, upload: side.upload.filter((one) => !both(JSON.stringify(one))) } : side;
  const both = (text: string): boolean => (before?.has(text) ?? false) && (after?.has(text) ?? false);
  return { ...rest, change: { ...change, before: slimmer(change.before), after: slimmer(change.after) } };
}

/** What it refers to, which is all that a review reads of a configuration. */
function references(resource: {
  readonly address: string;
  readonly expressions?: object;
  readonly depends_on?: unknown;
}) {
  const referring = Object.entries(resource.expressions ?? {}).filter(([, one]) =>
    /"references"/.test(JSON.stringify(one)),
  );
  const own = names.has(resource.address) ? { expressions: Object.fromEntries(referring) } : {};
  const { expressions: _, ...rest } = resource;
  return { ...rest, ...own };
}
