import { beforeAll, describe, expect, it } from "vitest";
import type { Status } from "../../cli/stack/status.ts";
import { containerNames, inspect, runningNames } from "./engine.ts";
import { eventually, found } from "./eventually.ts";
import { requireAllTargetsUp } from "./platform.ts";
import { type Shared, shared } from "./shared.ts";

describe("what `up` starts", () => {
  let here: Shared;
  beforeAll(async () => {
    here = await shared();
  });

  it("has every target of the model, and each is up", async () => {
    await eventually("all targets up", () => requireAllTargetsUp(here.platform), { within: 60 });
    expect(here.platform.model.targets.map(({ job }) => job)).toContain("quantflow");
    expect(here.platform.model.targets.length).toBeGreaterThanOrEqual(10);
  });

  it("is told by `status --json` in the shape that scripts rely on", async () => {
    const { clone, platform } = here;
    const status = await eventually(
      "a status without trouble",
      async () => {
        const { code, stdout, stderr } = await clone.quantflow(["status", "--json"]);
        if (code !== 0) throw new Error(`exit code ${code}: ${stdout}${stderr}`);
        return JSON.parse(stdout) as Status;
      },
      { within: 60 },
    );
    expect(Object.keys(status).sort()).toEqual(["alerts", "omitted", "services", "targets"]);
    expect(status.services.map(({ name }) => name).sort()).toEqual(
      platform.model.services.map(({ name }) => name).sort(),
    );
    for (const service of status.services) expect(service).toMatchObject({ state: "running", health: "healthy" });
    for (const target of status.targets) expect(target).toMatchObject({ health: "up", lastError: "" });
    expect(status.targets.map(({ job }) => job).sort()).toEqual(platform.model.targets.map(({ job }) => job).sort());
    const firing = status.alerts.filter(({ state }) => state === "firing").map(({ name }) => name);
    // A machine whose clock nobody keeps is told so after a while, and rightly.
    expect(firing.filter((name) => name !== "HostClockUnsynchronised")).toEqual(["Watchdog"]);
    expect(status.omitted).toEqual(platform.model.omitted);
    expect(status.services.find(({ name }) => name === "prometheus")?.url).toBe(platform.urls.prometheus);
  });

  it("receives prices: the counter of applied updates grows from scrape to scrape", async () => {
    const { query } = here.platform;
    const count = async () =>
      found(await query("sum(quantflow_price_updates_total)"), "no quantflow_price_updates_total").value;
    const before = await count();
    const after = await eventually(
      "more price updates",
      async () => {
        const now = await count();
        if (now <= before) throw new Error(`still ${now}`);
        return now;
      },
      { within: 30 },
    );
    expect(after).toBeGreaterThan(before);
  });

  it("trades, and tells the same value as its portfolio page", async () => {
    const { platform } = here;
    await eventually(
      "a trade",
      async () => found(await platform.query("sum(quantflow_trades_total) > 0"), "no trade yet"),
      { within: 120 },
    );
    const { value } = await platform.portfolio();
    const sample = found(await platform.query('quantflow_portfolio_value{currency="USDT"}'), "no portfolio value");
    expect(Math.abs(sample.value - Number(value)) / Number(value)).toBeLessThan(0.05);
  });

  it("leaves nothing but services and ended carriers of configuration in the engine", async () => {
    const { clone, platform } = here;
    const services = platform.model.services.map(({ name }) => `${clone.prefix}-${name}`).sort();
    expect(await runningNames(clone.prefix)).toEqual(services);
    const others = (await containerNames(clone.prefix)).filter((name) => !services.includes(name));
    expect(others.filter((name) => !name.endsWith("-configuration"))).toEqual([]);
  });

  it("runs every container without root, capabilities, new privileges or a writable root", async () => {
    const { clone } = here;
    for (const one of await inspect(await runningNames(clone.prefix))) {
      expect(one.Config.User, one.Name).toMatch(/^[1-9]\d*:\d+$/);
      expect(one.HostConfig, one.Name).toMatchObject({ ReadonlyRootfs: true, Privileged: false, CapDrop: ["ALL"] });
      expect(one.HostConfig.CapAdd ?? [], one.Name).toEqual([]);
      expect(one.HostConfig.SecurityOpt, one.Name).toContain("no-new-privileges:true");
      expect(one.HostConfig.Memory, one.Name).toBeGreaterThan(0);
      expect(one.RestartCount, one.Name).toBe(0);
    }
  });

  it("listens on the loopback interface only", async () => {
    const running = await inspect(await runningNames(here.clone.prefix));
    const bindings = running.flatMap(({ HostConfig }) => Object.values(HostConfig.PortBindings ?? {}).flat());
    expect(bindings.length).toBeGreaterThanOrEqual(6);
    expect(new Set(bindings.map(({ HostIp }) => HostIp))).toEqual(new Set(["127.0.0.1"]));
  });
});

describe("who may open what", () => {
  const protectedPages = [
    ["prometheus", "/api/v1/rules"],
    ["prometheus", "/metrics"],
    ["alertmanager", "/api/v2/alerts"],
    ["mail", "/api/email"],
    ["nodeRed", "/flows"],
    ["exchange", "/control"],
  ] as const;

  it.each(protectedPages)("%s%s answers 401 without a login", async (service, path) => {
    const { urls } = (await shared()).platform;
    expect((await fetch(urls[service] + path)).status).toBe(401);
  });

  it.each(protectedPages.filter(([service]) => ["prometheus", "alertmanager", "mail"].includes(service)))(
    "%s%s opens for the administrator",
    async (service, path) => {
      const { urls, login } = (await shared()).platform;
      const authorization = `Basic ${Buffer.from(`${login.user}:${login.password}`).toString("base64")}`;
      expect((await fetch(urls[service] + path, { headers: { authorization } })).status).toBe(200);
      const wrong = `Basic ${Buffer.from(`${login.user}:${login.password}x`).toString("base64")}`;
      expect((await fetch(urls[service] + path, { headers: { authorization: wrong } })).status).toBe(401);
    },
  );

  it("the application says what it is to anyone and what it owns to nobody; its metrics port is not published", async () => {
    const { urls } = (await shared()).platform;
    expect((await fetch(urls.application)).status).toBe(200);
    for (const path of ["/portfolio", "/alerts", "/backtests/1"])
      expect((await fetch(urls.application + path)).status).toBe(401);
    expect((await fetch(`${urls.application}/metrics`)).status).toBe(404);
  });
});
