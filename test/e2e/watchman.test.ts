/** Alerting is broken in every way that it can be, on a running platform; each time somebody learns of it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Mail } from "../../faults/stage.ts";
import { divided } from "../../lib/metrics/duration.ts";
import { fault } from "../../stacks/environments/fault.ts";
import { pulse } from "../../stacks/routes.ts";
import { believedFor } from "../../stacks/services/prometheus.ts";
import { docker } from "./engine.ts";
import { eventually, found } from "./eventually.ts";
import { requireAllTargetsUp } from "./platform.ts";
import { measured } from "./report.ts";
import { type Shared, shared } from "./shared.ts";

let here: Shared;
beforeAll(async () => {
  here = await shared();
});

const container = (service: string) => `${here.clone.prefix}-${service}`;
const inspected = async (service: string, field: string) =>
  JSON.parse(await docker(["container", "inspect", "--format", `{{json ${field}}}`, container(service)]));

/** Puts another text in place of one that a service reads from its volume of configuration. */
async function rewrite(service: string, path: string, change: (text: string) => string): Promise<() => Promise<void>> {
  const mounts = (await inspected(service, ".Mounts")) as { Name: string; Destination: string }[];
  const { Name, Destination } = found(
    mounts.filter((mount) => path.startsWith(`${mount.Destination}/`)),
    mounts,
  );
  const image = (await inspected(service, ".Image")) as string;
  const write = (text: string) => {
    const at = ["--volume", `${Name}:${Destination}`, "--network", "none", "--user", "0:0", "--entrypoint", "/bin/sh"];
    return docker(["run", "--rm", "--interactive", ...at, image, "-c", `cat > ${path}`], text);
  };
  const before = await docker(["exec", container(service), "cat", path]);
  const after = change(before);
  if (after === before) throw new Error(`nothing was changed in ${path} of ${service}`);
  await write(after);
  return async () => void (await write(before));
}

type Undo = () => Promise<unknown>;

/** Takes a service off its networks; undone it has them again, under its names. */
async function disconnect(service: string, networks: readonly string[]): Promise<Undo> {
  for (const network of networks) await docker(["network", "disconnect", container(network), container(service)]);
  return async () => {
    for (const network of networks)
      await docker(["network", "connect", "--alias", service, container(network), container(service)]);
  };
}

async function stop(service: string): Promise<Undo> {
  await docker(["stop", container(service)]);
  return () => docker(["start", container(service)]);
}

async function withoutItsRoute(): Promise<Undo> {
  const reload = () => docker(["kill", "--signal", "HUP", container("alertmanager")]);
  const undo = await rewrite("alertmanager", "/etc/alertmanager/alertmanager.yml", (text) =>
    text.replaceAll("receiver: watchman", "receiver: application"),
  );
  await reload();
  return async () => {
    await undo();
    await reload();
  };
}

const withoutItsRule = () =>
  rewrite("prometheus", "/etc/prometheus/prometheus.yml", (text) => text.replace(/^ *- .*rules\/prometheus-.*\n/m, ""));

async function beyondReach(): Promise<Undo> {
  const undos = [await disconnect("watchman", ["monitor"]), await stop("alertmanager")];
  return async () => {
    for (const undo of undos) await undo();
  };
}

/** Of a rule that is gone Prometheus does not say that its alerts are over either. */
const FORGOTTEN = believedFor(fault.interval);

const ended = /Alertmanager told at .* that the Watchdog had ended/;
const ways = [
  { fault: "Alertmanager is stopped", breaks: () => stop("alertmanager"), heardFor: 0, hint: undefined },
  { fault: "its monitor network is cut as well", breaks: beyondReach, heardFor: 0, hint: undefined },
  { fault: "Alertmanager's route to it is gone", breaks: withoutItsRoute, heardFor: 0, hint: undefined },
  { fault: "Prometheus' rules have no Watchdog", breaks: withoutItsRule, heardFor: FORGOTTEN, hint: ended },
  { fault: "Prometheus is stopped", breaks: () => stop("prometheus"), heardFor: FORGOTTEN, hint: ended },
  {
    fault: "the network between the two is cut",
    breaks: () => disconnect("prometheus", ["edge", "monitor"]),
    heardFor: FORGOTTEN,
    hint: ended,
  },
] as const;

describe.each(ways)("a watchman, when $fault,", ({ fault, breaks, heardFor, hint }) => {
  let known: readonly Mail[];
  let undo: Undo | undefined;
  let began = 0;

  const mail = (subject: RegExp, within: number) =>
    eventually(
      `a mail with the subject ${subject}`,
      async () => {
        const mails = (await here.platform.mails()).slice(known.length);
        return found(
          mails.filter((one) => subject.test(one.subject)),
          mails.map((one) => one.subject),
        );
      },
      { within },
    );
  const seconds = () => (performance.now() - began) / 1000;
  const paced = (value: typeof pulse.repeat) => divided(value, here.platform.model.environment.pace).value;
  const heartbeats = () => paced(pulse.interval) + paced(pulse.repeat);
  const silence = () => paced(here.platform.model.environment.watchman.silence);
  /** A heartbeat was heard, and so a silence before is over. */
  const isHeard = () =>
    eventually(
      "the watchman hears the heartbeat",
      async () => {
        const [silent] = await here.platform.query('watchman_silence{job="watchman"}');
        const [age] = await here.platform.query('time() - watchman_last_heartbeat_timestamp_seconds{job="watchman"}');
        if (silent?.value !== 0 || !age || age.value > 2 * heartbeats())
          throw new Error(JSON.stringify({ silent, age }));
      },
      { within: 180 },
    );

  beforeAll(async () => {
    await isHeard();
    known = await here.platform.mails();
    began = performance.now();
    undo = await breaks();
  });
  afterAll(async () => {
    await undo?.();
    await isHeard();
    await eventually("every target is up", () => requireAllTargetsUp(here.platform), { within: 180 });
  });

  it("mails that no heartbeat comes, what was last heard, and what to look at", async () => {
    const bound = heardFor + silence() + 30;
    const { subject, text } = await mail(/Watchman: no heartbeat/, bound);
    measured(`${fault}: until the watchman's mail (at most ${bound} s)`, seconds());
    expect(seconds()).toBeLessThanOrEqual(bound);
    expect(subject).toMatch(/^\[CRITICAL\] Watchman: no heartbeat of fault for [\d.]+ (s|min)$/);
    expect(text).toMatch(/Last heartbeat: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\./);
    expect(text).toContain(here.platform.urls.prometheus);
    expect(text).toContain(here.platform.urls.alertmanager);
    expect(text).toContain("npx quantflow status");
    if (hint) expect(text).toMatch(hint);
    else expect(text).not.toMatch(ended);
  });

  it("mails once that the heartbeat is back", async () => {
    await undo?.();
    undo = undefined;
    began = performance.now();
    const { text } = await mail(/^\[RESOLVED\] Watchman: the heartbeat of fault is back$/, 180);
    measured(`${fault}, and is repaired: until the watchman's mail`, seconds());
    expect(text).toMatch(/A heartbeat of fault came at .* UTC: alerts are told again\./);
    const watchmans = (await here.platform.mails()).slice(known.length).filter((one) => /Watchman:/.test(one.subject));
    expect(watchmans.map((one) => one.subject.replace(/:.*/, ""))).toEqual([
      "[CRITICAL] Watchman",
      "[RESOLVED] Watchman",
    ]);
  });
});
