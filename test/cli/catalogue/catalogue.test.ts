import { describe, expect, it } from "vitest";
import { sizeText, stepText } from "../../../cli/catalogue/text.ts";
import { main } from "../../../cli/main.ts";
import { bytes } from "../../../lib/metrics/units.ts";
import { playedContext } from "../fixtures.ts";

async function ran(...args: readonly string[]) {
  // Of an instance of this name nothing was found out yet, so every job is there.
  const { context, printed, told } = playedContext({ variables: { QUANTFLOW_INSTANCE: "never-started" } });
  const code = await main(["catalogue", ...args], context);
  return { code, printed: printed(), told: told() };
}

describe("quantflow catalogue", () => {
  it("shows ours and what we use, by job, and the sizing at the end", async () => {
    const { code, printed } = await ran();
    expect(code).toBe(0);
    expect(printed).toMatch(
      /^quantflow {2}prom-client 15\.1\.3: 1 target, every 15 s, \d+ series each \(sample limit \d+\)$/m,
    );
    expect(printed).toMatch(/^quantflow_trades_total +counter +items +symbol \(3\), side \(2\) +6 +102 +ours$/m);
    expect(printed).toMatch(/^redis_up +gauge +boolean +1 +used$/m);
    expect(printed).not.toMatch(/^redis_db_keys_expiring /m);
    expect(printed).toMatch(/^local: \d+ series of 13 jobs.*, \d+ samples a second\. One Prometheus, as it stands\.$/m);
  });

  it("shows all of one job, and names the jobs when there is no such", async () => {
    expect((await ran("redis")).printed).toMatch(/^redis_db_keys_expiring +gauge +db \(16\) +16 +recorded$/m);
    const { code, told } = await ran("rediss");
    expect(code).toBe(1);
    expect(told).toContain('There is no job "rediss" in this environment. Did you mean redis?');
  });

  it("shows what each job costs and what all need", async () => {
    const { printed } = await ran("--capacity");
    expect(printed).toMatch(/^mail +1 +15 s +15 +1\.0 +7 +100 +7 %$/m);
    expect(printed).toMatch(/^cadvisor +.*\(never recorded\)/m);
    expect(printed).toMatch(/^memory +\d+\.\d MiB +\d+\.\d MiB +512\.0 MiB$/m);
    expect(printed).toMatch(/^One Prometheus/m);
  });

  it("says the same to a script", async () => {
    const { printed } = await ran("--json", "--environment", "fault");
    const said = JSON.parse(printed);
    expect(said).toMatchObject({ environment: "fault", step: "as it stands", problems: [] });
    expect(said.jobs[0]).toMatchObject({ job: "quantflow", intervalSeconds: 3, targets: 1 });
    expect(said.need.series).toBe(
      said.ruleSeries + said.jobs.reduce((sum: number, { series }: { series: number }) => sum + series, 0),
    );
  });
});

describe("words of the sizing", () => {
  it("are sizes that people read", () => {
    expect([0, 512, 1024, 79_019_008, 2 ** 32, 2 ** 41].map(sizeText)).toEqual([
      "0 B",
      "512 B",
      "1.0 KiB",
      "75.4 MiB",
      "4.0 GiB",
      "2.0 TiB",
    ]);
  });

  it("tell every step and where to take it", () => {
    const [memory, disk] = [bytes(2 ** 30), bytes(2 ** 41)];
    expect(stepText({ step: "more room", memory, disk, processors: 2 })).toContain(
      "1.0 GiB of memory and 2.0 processors (limits of its service in stacks/), and 2.0 TiB of disk",
    );
    expect(stepText({ step: "remote storage", disk })).toContain("remote_write to a store");
    expect(stepText({ step: "more room", memory, processors: 2 })).toMatch(
      /2\.0 processors \(limits of its service in stacks\/\)\.$/,
    );
    expect(stepText({ step: "smaller targets" })).toContain("divide the symbols");
    expect(stepText({ step: "shards", shards: 3 })).toMatch(/^3 shards by the Prometheus operator/);
  });
});
