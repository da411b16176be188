import type { Stage } from "./stage.ts";

type Labelled = { readonly labels: Readonly<Record<string, string>> };

/**
 * Objectives look back for hours: that they were broken stays true long after. Warnings of a busy machine are no more a
 * sign of the fault than they were before it.
 */
const isOfTheFault = ({ labels }: Labelled): boolean =>
  labels["severity"] === "critical" && labels["slo"] === undefined;

export const nameOf = ({ labels }: Labelled): string =>
  [labels["alertname"], labels["job"]].filter((part) => part !== undefined).join(" of ");

/** What is not as it should be, in words: containers, targets, alerts. Empty when all is well. */
export async function troubles(stage: Stage): Promise<readonly string[]> {
  const found = await Promise.allSettled([containers(stage), targets(stage), alerts(stage), groups(stage)]);
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

const alerts = async (stage: Stage): Promise<readonly string[]> =>
  (await stage.alerts())
    .filter((one) => isOfTheFault(one) && one.state === "firing")
    .map((one) => `${nameOf(one)} is firing`);

/** A group that Alertmanager still holds would wait for its interval before it tells the next alert. */
const groups = async (stage: Stage): Promise<readonly string[]> =>
  (await stage.routed()).filter(isOfTheFault).map((one) => `Alertmanager still holds ${nameOf(one)}`);

/** Waits until all is well; answers the seconds it took, or what is still wrong when the time is over. */
export async function untilWell(stage: Stage, within: number): Promise<number | readonly string[]> {
  const began = stage.now();
  for (;;) {
    const left = await troubles(stage);
    const seconds = (stage.now() - began) / 1000;
    if (left.length === 0) return seconds;
    if (seconds >= within) return left;
    await stage.pause(1_000);
  }
}
