import { describe, expect, it } from "vitest";
import { type Claim, settleStrangers } from "../../../cli/stack/strangers.ts";
import { ended, fakeRun } from "../fixtures.ts";

const CUT_SHORT = [{ from: Date.parse("2026-11-22T10:00:00Z"), until: Date.parse("2026-11-22T10:01:00Z") }];

interface Engine {
  readonly containers?: Readonly<Record<string, string>>;
  readonly volumes?: Readonly<Record<string, string>>;
  /** Name to number of members. */
  readonly networks?: Readonly<Record<string, number>>;
}

const members = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}`, { Name: `member-${index}` }]));

/** An engine with these objects: name to its time of birth. Ids are `id-<name>`. */
function engine({ containers = {}, volumes = {}, networks = {} }: Engine) {
  const state = { Status: "running", ExitCode: 0, OOMKilled: false };
  const described = (kind: string, name: string) => {
    if (kind === "container" && containers[name])
      return { Id: `id-${name}`, Name: `/${name}`, Created: containers[name], RestartCount: 0, State: state };
    if (kind === "volume" && volumes[name]) return { Name: name, CreatedAt: volumes[name] };
    const network = name.replace(/^id-/, "");
    if (kind !== "network" || networks[network] === undefined) return undefined;
    return { Id: name, Name: network, Containers: members(networks[network]) };
  };
  return fakeRun((args) => {
    const [kind = "", verb, ...names] = args;
    if (verb === "ls")
      return ended(
        Object.keys(networks)
          .map((name) => `id-${name}\t${name}\n`)
          .join(""),
      );
    if (verb !== "inspect") return ended();
    const found = names.flatMap((name) => described(kind, name) ?? []);
    return ended(JSON.stringify(found), found.length === names.length ? 0 : 1, "Error: No such object\n");
  });
}

const claim = (given: Partial<Claim> = {}): Claim => ({
  containers: ["quantflow-app", "quantflow-redis"],
  networks: ["quantflow-app"],
  volumes: ["quantflow-data"],
  known: new Set(),
  cutShort: [],
  ...given,
});

const removals = (calls: readonly { args: readonly string[] }[]): string[] =>
  calls.map(({ args }) => args.join(" ")).filter((line) => / ?rm /.test(line));

describe("objects that bear our names", () => {
  it("are fine when the state knows them", async () => {
    const { run, calls } = engine({ containers: { "quantflow-app": "2026-11-22T09:00:00Z" } });
    expect(await settleStrangers(run, claim({ known: new Set(["id-quantflow-app"]) }))).toEqual([]);
    expect(removals(calls)).toEqual([]);
  });

  it("belong to another clone when the state does not know them", async () => {
    const { run, calls } = engine({ containers: { "quantflow-app": "2026-11-22T09:00:00Z" } });
    await expect(settleStrangers(run, claim())).rejects.toMatchObject({
      code: "stack/other-clone",
      message: expect.stringContaining("quantflow-app"),
      remedy: expect.stringContaining("QUANTFLOW_INSTANCE"),
    });
    expect(removals(calls)).toEqual([]);
  });

  it("are named alone in the command that removes them, beside all that the state knows", async () => {
    const born = "2026-11-22T09:00:00Z";
    const containers = ["app", "redis", "kafka", "loki", "tempo", "mail"].map((name) => `quantflow-${name}`);
    const { run } = engine({ containers: Object.fromEntries(containers.map((name) => [name, born])) });
    const known = new Set(["id-quantflow-redis"]);
    await expect(settleStrangers(run, claim({ containers, known }))).rejects.toMatchObject({
      code: "stack/other-clone",
      message: expect.stringContaining("quantflow-app, quantflow-kafka, quantflow-loki and 2 more"),
      remedy: expect.stringMatching(
        /: docker rm --force quantflow-app quantflow-kafka quantflow-loki quantflow-mail quantflow-tempo$/,
      ),
    });
  });

  it("are cleared when a run of ours that was cut short made them, and volumes are left to the next apply", async () => {
    const { run, calls } = engine({
      containers: { "quantflow-app": "2026-11-22T10:00:05.5Z" },
      volumes: { "quantflow-data": "2026-11-22T10:00:00Z" },
      networks: { "quantflow-app": 0 },
    });
    const removed = await settleStrangers(run, claim({ cutShort: CUT_SHORT }));
    expect(removed).toEqual(["quantflow-app", "quantflow-app"]);
    expect(removals(calls)).toEqual(["rm --force --volumes quantflow-app", "network rm id-quantflow-app"]);
  });

  it.each([
    ["older", "2026-11-22T09:59:00Z"],
    ["younger", "2026-11-22T10:01:11Z"],
  ])("are another clone's when they are %s than the run that was cut short", async (_which, born) => {
    const { run } = engine({ containers: { "quantflow-app": born } });
    await expect(settleStrangers(run, claim({ cutShort: CUT_SHORT }))).rejects.toMatchObject({
      code: "stack/other-clone",
    });
  });

  it("are never removed when they hold data that we did not make", async () => {
    const { run, calls } = engine({ volumes: { "quantflow-data": "2026-11-01T10:00:00+01:00" } });
    await expect(settleStrangers(run, claim({ cutShort: CUT_SHORT }))).rejects.toMatchObject({
      code: "stack/foreign-data",
      remedy: expect.stringContaining("docker volume rm quantflow-data"),
    });
    expect(removals(calls)).toEqual([]);
  });

  it("are never taken from under a container that is in them", async () => {
    const { run, calls } = engine({ networks: { "quantflow-app": 1 } });
    await expect(settleStrangers(run, claim())).rejects.toMatchObject({
      code: "stack/networks-in-use",
      message: expect.stringContaining("member-0"),
    });
    expect(removals(calls)).toEqual([]);
  });
});
