import type { Stage } from "./stage.ts";

type Labelled = { readonly labels: Readonly<Record<string, string>> };

/**
 * Objectives look back for hours: that they were broken stays true long after. Warnings of a busy machine are no more a
 * sign of the fault than they were before it.
 */
export const isGrave = ({ labels }: Labelled): boolean =>
  labels["severity"] === "critical" && labels["slo"] === undefined;

export const nameOf = ({ labels }: Labelled): string =>
  [labels["alertname"], labels["job"]].filter((part) => part !== undefined).join(" of ");

/** Names of alerts, as `nameOf` has them. */
type Names = ReadonlySet<string>;

/**
 * What is not as it should be, in words: containers, targets, alerts. Empty when all is well. An alert that a cell waits
 * for is none that may fire, be pending or be held already, however light it is.
 */
export async function troubles(stage: Stage, awaited: Names): Promise<readonly string[]> {
  const found = await Promise.allSettled([
    containers(stage),
    targets(stage),
    alerts(stage, awaited),
    groups(stage, awaited),
  ]);
  return found.flatMap((one) => (one.status === "fulfilled" ? one.value : [String(one.reason.message)]));
}

async function containers({ model, names, docker }: Stage): Promise<readonly string[]> {
  const format = "{{.Name}} {{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{end}}";
  const lines = await docker(["inspect", "--format", format, ...model.services.map(names.container)]);
  return lines
    .trim()
    .split("\n")
    .filter((line) => !/ running (?:healthy)?$/.test(line))
    .map((line) => line.replace(/^\//, ""));
}

const targets = async (stage: Stage): Promise<readonly string[]> => {
  const up = await stage.query("up == 1");
  const down = await stage.downTargets();
  const missing = stage.model.targets.length - up.length;
  return [...down.map((job) => `target ${job} is down`), ...(missing > 0 ? [`${missing} targets are not up`] : [])];
};

const alerts = async (stage: Stage, awaited: Names): Promise<readonly string[]> =>
  (await stage.alerts())
    .filter((one) => awaited.has(nameOf(one)) || (isGrave(one) && one.state === "firing"))
    .map((one) => `${nameOf(one)} is ${one.state}`);

/** A group that Alertmanager still holds would wait for its interval before it tells the next alert. */
const groups = async (stage: Stage, awaited: Names): Promise<readonly string[]> =>
  (await stage.routed())
    .filter((one) => isGrave(one) || awaited.has(nameOf(one)))
    .map((one) => `Alertmanager still holds ${nameOf(one)}`);

/** Waits until all is well; answers the seconds it took, or what is still wrong when the time is over. */
export async function untilWell(stage: Stage, within: number, awaited: Names): Promise<number | readonly string[]> {
  const began = stage.now();
  for (;;) {
    const left = await troubles(stage, awaited);
    const seconds = (stage.now() - began) / 1000;
    if (left.length === 0) return seconds;
    if (seconds >= within) return left;
    await stage.pause(1_000);
  }
}
