import { describe, expect, it } from "vitest";
import { nextSteps, reachText } from "../../../cli/catalogue/ladder-page.ts";
import { main } from "../../../cli/main.ts";
import { playedContext } from "../fixtures.ts";

async function ran(...args: readonly string[]) {
  const { context, printed, told } = playedContext({ variables: { QUANTFLOW_INSTANCE: "never-started" } });
  const code = await main(["catalogue", "--capacity", ...args], context);
  return { code, printed: printed(), told: told() };
}

describe("the ladder", () => {
  it("says how far each rung carries, and what ends first", async () => {
    const { code, printed } = await ran();
    expect(code).toBe(0);
    expect(printed).toMatch(/^PROMETHEUS +CARRIES +SYMBOLS AT N=1 +REPLICAS AT M=3 +ENDS BY$/m);
    expect(printed).toMatch(/^as it stands +yes +[\d,]+ +\d+ +the memory, disk or processors that it is given$/m);
    expect(printed).toMatch(/^two of each \(availability\) +yes /m);
    expect(printed).toMatch(/^symbols that it takes +3 +50 +50 +1,000,000 and more +symbols$/m);
    expect(printed).toMatch(/^- up to 50 symbols nothing need be done; first ends: symbols that it takes\.$/m);
  });

  it("says what to climb to, and what else runs out, where it is too much", async () => {
    const { code, printed, told } = await ran("--replicas", "30", "--symbols", "60");
    expect(code).toBe(1);
    expect(printed).toMatch(/^as it stands +no /m);
    expect(printed).toMatch(
      /^- Prometheus: more room, 4 GiB: give it 4 GiB, 4 processors and the disk that is needed\.$/m,
    );
    expect(printed).toMatch(/^- symbols that it takes: raise the cap of the label symbol/m);
    expect(printed).toMatch(/^- targets of the job: raise targets of its limits/m);
    expect(told).toMatch(/with a target_limit of 10 Prometheus scrapes none of them/);
  });

  it("says the same to a script, in numbers", async () => {
    const { printed } = await ran(
      "--json",
      "--replicas",
      "2",
      "--symbols",
      "10",
      "--interval",
      "30s",
      "--retention",
      "1w",
    );
    const said = JSON.parse(printed);
    expect(said.scale).toEqual({
      ...{ replicas: 2, symbols: 10, messagesPerSecond: 1000 },
      ...{ intervalSeconds: 30, retentionSeconds: 604_800 },
    });
    expect(said.jobs[0]).toMatchObject({ job: "quantflow", targets: 2, intervalSeconds: 30 });
    expect(said.ladder.rungs[0]).toMatchObject({
      ...{ name: "as it stands", gives: "capacity", enough: true },
      carries: { symbols: expect.any(Number), replicas: expect.any(Number) },
    });
    const targets = said.ladder.limits.find(({ name }: { name: string }) => name === "targets of the job");
    expect(targets).toMatchObject({ of: "scrapes", demand: 2, limit: 10, enough: true });
    expect(targets.carries).toEqual({ symbols: 1_000_000, replicas: 10 });
  });

  it.each(["0", "-1", "2.5", "1e3", "", " 3", "1000001", "99999999999999999999", "NaN", "٣"])(
    "fails on %j symbols, which is no number of them",
    async (written) => {
      const { code, told } = await ran(`--symbols=${written}`);
      expect(code).toBe(64);
      expect(told).toContain(`--symbols must be a whole number from 1 to 1000000, not "${written}".`);
    },
  );

  it.each(["replicas", "messages"])("fails on 0 for --%s", async (option) => {
    expect((await ran(`--${option}=0`)).told).toContain(`--${option} must be a whole number from 1 to 1000000`);
  });

  it.each(["0", "0s", "-5s", "15", "fortnight", "101y"])(
    "fails on an interval or a retention of %j",
    async (written) => {
      for (const option of ["interval", "retention"]) {
        const { code, told } = await ran(`--${option}=${written}`);
        expect(code).toBe(64);
        expect(told).toContain(
          `--${option} must be a duration from 1ms to 100y, such as 15s or 1d12h, not "${written}".`,
        );
      }
    },
  );

  it("answers at the largest numbers that may be asked for", async () => {
    const { printed } = await ran("--replicas", "1000000", "--symbols", "1000000");
    expect(printed).toMatch(/^- Prometheus: no rung carries one target of so many series or samples/m);
    expect(printed).not.toMatch(/NaN|Infinity|e\+/);
  });
});

describe("words of the ladder", () => {
  it("say how far, and where there is no end", () => {
    expect([0, 1, 2_706, 1_000_000].map(reachText)).toEqual(["none", "1", "2,706", "1,000,000 and more"]);
  });

  it("name what ends first where nothing is short, of symbols and of replicas apart", () => {
    const rung = { gives: "capacity", enough: true, ends: "", source: "", take: "" } as const;
    const limit = { of: "stores", unit: "", demand: 1, limit: 2, enough: true, take: "", source: "" } as const;
    expect(
      nextSteps(
        [{ ...rung, name: "as it stands", carries: { symbols: 10, replicas: 2 } }],
        [{ ...limit, name: "rows", carries: { symbols: 9, replicas: 3 } }],
      ),
    ).toEqual([
      "up to 9 symbols nothing need be done; first ends: rows.",
      "up to 2 replicas nothing need be done; first ends: as it stands.",
    ]);
  });
});
