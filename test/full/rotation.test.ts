import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readersOf } from "../../cli/secrets/contents.ts";
import { secrets } from "../../stacks/secrets.ts";
import { everyService } from "../../stacks/services/index.ts";
import { type Clone, cloneTree } from "../e2e/clone.ts";
import { inspect, runningNames } from "../e2e/engine.ts";
import { eventually } from "../e2e/eventually.ts";
import { type Platform, platformOf, requireAllTargetsUp } from "../e2e/platform.ts";

let clone: Clone;
let platform: Platform;
beforeAll(async () => {
  // Scrapes often, so that a gap would be seen.
  clone = await cloneTree({ instance: "full-rotation", environment: "fault" });
  const { code, stderr } = await clone.quantflow(["up"]);
  expect(code, stderr).toBe(0);
  platform = platformOf(clone);
  await requireAllTargetsUp(platform);
});
afterAll(() => clone?.destroy());

interface Listed {
  readonly name: string;
  readonly restarts: readonly string[];
  readonly twoValid: boolean;
}
const rotatable = Object.values(secrets).filter(
  (secret) => secret.origin === "generated" && secret.permanent === undefined,
);

/** When each service was started, by name. */
async function starts(): Promise<ReadonlyMap<string, string>> {
  const found = await inspect(await runningNames(clone.prefix));
  return new Map(found.map(({ Name, State }) => [Name.slice(clone.prefix.length + 2), State.StartedAt]));
}

/** A login of the day: the admin's own may just have been rotated. */
const today = () => platformOf(clone);
const allUp = () => eventually("every target is scraped well", () => requireAllTargetsUp(today()), { within: 120 });

/** The jobs with a failed scrape since then that tell of no such service. */
async function failingJobs(since: number, restarted: readonly string[]): Promise<readonly string[]> {
  const window = Math.ceil((Date.now() - since) / 1_000);
  const found = await today().query(`sum by (job) (count_over_time((up == 0)[${window}s:1s]))`);
  const touched = platform.model.targets
    .filter(({ at, probe, about }) =>
      [at.service, probe?.of.service, about].some((one) => one && restarted.includes(one.name)),
    )
    .map(({ job }) => job as string);
  return found.flatMap(({ labels }) => labels["job"] ?? []).filter((job) => !touched.includes(job));
}

describe("a rotation while everything runs", () => {
  let listed: readonly Listed[];

  beforeAll(async () => {
    const { stdout } = await clone.quantflow(["secrets", "list", "--json"]);
    listed = JSON.parse(stdout) as Listed[];
  });

  it("is listed of every secret but those whose readers are all left out", () => {
    const omitted = platform.model.omitted.map(({ name }) => name);
    const missing = rotatable.filter(({ name }) => !listed.some((one) => one.name === name));
    expect(missing).toEqual(
      rotatable.filter((secret) => readersOf(secret, everyService).every((name) => omitted.includes(name))),
    );
  });

  it.each(rotatable)("of $name starts anew what it says, and fails nobody else", async ({ name }) => {
    const row = listed.find((one) => one.name === name);
    if (!row) return;
    const [before, old, since] = [await starts(), platform.secret(name), Date.now()];
    const { code, stderr } = await clone.quantflow(["secrets", "rotate", name]);
    expect(code, stderr).toBe(0);
    expect(platform.secret(name)).not.toBe(old);
    await allUp();
    const after = await starts();
    const restarted = [...after].filter(([service, at]) => before.get(service) !== at).map(([service]) => service);
    expect(restarted.sort()).toEqual([...row.restarts].sort());
    if (row.twoValid) expect(await failingJobs(since, restarted)).toEqual([]);
  });

  it("accepts the old token and the new one meanwhile, and the old one no longer", async () => {
    const name = "webhook-token";
    const old = platform.secret(name);
    const isAccepted = async (token: string) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const response = await fetch(`${platform.urls.application}/alerts/webhook`, {
        method: "POST",
        headers,
        body: "{}",
      });
      await response.arrayBuffer();
      return response.status !== 401;
    };
    let over = false;
    const ended = clone.quantflow(["secrets", "rotate", name]).finally(() => {
      over = true;
    });
    const seen = new Set<string>();
    while (!over) {
      const newest = platform.secret(name);
      if (newest !== old) seen.add(`${await isAccepted(old)} ${await isAccepted(newest)}`);
      await setTimeout(20);
    }
    expect((await ended).code).toBe(0);
    // A moment in which neither is accepted is what must not be.
    expect(seen).toContain("true true");
    expect(seen).not.toContain("false false");
    expect([await isAccepted(old), await isAccepted(platform.secret(name))]).toEqual([false, true]);
  });

  it("loses no notification: Alertmanager was never refused", async () => {
    const refused = await today().query(
      'sum(alertmanager_notifications_failed_total{integration="webhook",reason="clientError"})',
    );
    expect(refused.map(({ value }) => value)).toEqual([0]);
  });
});
