import { beforeAll, describe, expect, it } from "vitest";
import { containerNames, docker, volumeNames } from "./engine.ts";
import { eventually, found } from "./eventually.ts";
import { requireAllTargetsUp } from "./platform.ts";
import { measured } from "./report.ts";
import { type Shared, shared } from "./shared.ts";

describe("`down`, and `up` again", () => {
  let here: Shared;
  beforeAll(async () => {
    here = await shared();
  });

  const sql = async (query: string) =>
    (
      await docker([
        "exec",
        `${here.clone.prefix}-timescaledb`,
        "psql",
        "-U",
        "postgres",
        "-d",
        "quantflow",
        "-tAc",
        query,
      ])
    ).trim();

  it("refuses to delete data where nobody can be asked and nothing was agreed to", async () => {
    const { code, stderr } = await here.clone.quantflow(["down", "--delete-data"]);
    expect(code).toBe(1);
    expect(stderr).toContain("npm run down -- --delete-data --yes");
    expect(stderr).toContain("stack/needs-yes");
    await requireAllTargetsUp(here.platform);
  });

  it("keeps the trades, the candles, the samples and the logins", async () => {
    const { clone, platform } = here;
    const stored = await eventually(
      "a stored trade",
      async () => {
        const count = Number(await sql("SELECT count(*) FROM quantflow.trades"));
        if (count === 0) throw new Error("no trade yet");
        return count;
      },
      { within: 120 },
    );
    const lastTrade = await sql("SELECT time || id FROM quantflow.trades ORDER BY time DESC, id DESC LIMIT 1");
    const candles = Number(await sql("SELECT count(*) FROM quantflow.candles"));
    // A scrape is stored under the time at which it began, so the last few seconds are not all there yet.
    const then = Date.now() / 1000 - 10;
    const sampleThen = found(await platform.query("sum(quantflow_price_updates_total)", then), "no sample").value;
    const login = platform.login.password;
    const volumes = await volumeNames(clone.prefix);

    const down = await clone.quantflow(["down"]);
    expect(down.code, down.stderr).toBe(0);
    measured("down", down.seconds);
    expect(await containerNames(clone.prefix)).toEqual([]);
    const data = volumes.filter((name) => !name.includes("-configuration-"));
    expect(await volumeNames(clone.prefix)).toEqual(data);

    const up = await clone.quantflow(["up"]);
    expect(up.code, up.stderr).toBe(0);
    measured("up after down: until all targets are up", up.seconds, 45);
    await requireAllTargetsUp(platform);
    expect(Number(await sql("SELECT count(*) FROM quantflow.trades"))).toBeGreaterThanOrEqual(stored);
    expect(await sql(`SELECT count(*) FROM quantflow.trades WHERE time || id = '${lastTrade}'`)).toBe("1");
    expect(Number(await sql("SELECT count(*) FROM quantflow.candles"))).toBeGreaterThanOrEqual(candles);
    expect(found(await platform.query("sum(quantflow_price_updates_total)", then), "the sample is gone").value).toBe(
      sampleThen,
    );
    expect(platform.secret("admin-password")).toBe(login);
  });

  it("has the ledger that the stored fills make, those of before the restart included", async () => {
    const spent = `SELECT 100000 + sum(CASE side WHEN 'sell' THEN quantity * price - fee ELSE -quantity * price - fee END)
      FROM quantflow.trades`;
    await eventually(
      "cash that agrees with the stored fills",
      async () => {
        const stored = Number(await sql(spent));
        const { cash } = await here.platform.portfolio();
        // Each fill is rounded to 1e-8 in the ledger, and not in this sum.
        if (Math.abs(Number(cash) - stored) > 1e-4) throw new Error(`the ledger has ${cash}, the fills make ${stored}`);
      },
      { within: 60 },
    );
  });
});
