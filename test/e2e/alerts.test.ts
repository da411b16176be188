import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HistoryRecord, Mail } from "../../faults/stage.ts";
import { docker } from "./engine.ts";
import { eventually, found } from "./eventually.ts";
import { requireAllTargetsUp } from "./platform.ts";
import { measured } from "./report.ts";
import { type Shared, shared } from "./shared.ts";

type Name = () => string;

let here: Shared;
beforeAll(async () => {
  here = await shared();
});

const firing = (name: string) =>
  eventually(
    `${name} fires`,
    async () => {
      const alerts = await here.platform.alerts();
      return found(
        alerts.filter(({ labels, state }) => labels["alertname"] === name && state === "firing"),
        alerts.map(({ labels, state }) => `${labels["alertname"]} ${state}`),
      );
    },
    { within: 120 },
  );

const mail = (subject: RegExp, known: readonly Mail[]) =>
  eventually(
    `a mail with the subject ${subject}`,
    async () => {
      const mails = (await here.platform.mails()).slice(known.length);
      return found(
        mails.filter((one) => subject.test(one.subject)),
        mails.map((one) => one.subject),
      );
    },
    { within: 120 },
  );

const record = (name: string, status: HistoryRecord["status"], since: string) =>
  eventually(
    `the application's history has ${name} ${status}`,
    async () => {
      const records = (await here.platform.history()).filter(({ receivedAt }) => receivedAt >= since);
      return found(
        records.filter((one) => one.labels["alertname"] === name && one.status === status),
        records.map((one) => `${one.labels["alertname"]} ${one.status}`),
      );
    },
    { within: 60 },
  );

const gone = (name: string) =>
  eventually(
    `${name} is resolved`,
    async () => {
      const names = (await here.platform.alerts()).map(({ labels }) => labels["alertname"]);
      if (names.includes(name)) throw new Error(`alerts: ${names.join(", ")}`);
    },
    { within: 120 },
  );

const clock = () => {
  const began = performance.now();
  return () => (performance.now() - began) / 1000;
};

describe("an exchange that stops sending", () => {
  let known: readonly Mail[];
  let since: string;
  const elapsed = clock();
  let stalled: () => number = elapsed;
  let resumed: () => number = elapsed;

  beforeAll(async () => {
    known = await here.platform.mails();
    since = new Date().toISOString();
    await here.platform.control("stall");
    stalled = clock();
  });
  afterAll(async () => {
    await here.platform.control("resume");
    await gone("FeedStale");
  });

  it("makes FeedStale fire, for every stream that went silent", async () => {
    const alert = await firing("FeedStale");
    measured("exchange stalls: until FeedStale fires (pace 5; limit 30 s, for 6 s)", stalled());
    expect(alert.labels).toMatchObject({ job: "quantflow", severity: "critical", owner: "trading" });
    expect(alert.labels["stream"]).toMatch(/^[A-Za-z]+$/);
  });

  it("sends one mail that says what, where, how bad, since when and against which limit", async () => {
    const { subject, text } = await mail(/FeedStale/, known);
    measured("exchange stalls: until the mail is there", stalled());
    expect(subject).toMatch(/^\[CRITICAL\] FeedStale: No prices from [A-Za-z]+( \(\d+ alerts\))?$/);
    const [, value] = /The last [A-Za-z]+ event was applied ([\d.]+)s ago \(limit 30 s, for 6 s\)/.exec(text) ?? [];
    expect(Number(value)).toBeGreaterThanOrEqual(30);
    expect(text).toMatch(/Since: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
    expect(text).toMatch(/Labels: alertname=FeedStale .*job=quantflow .*severity=critical stream=[A-Za-z]+/);
    expect(text).toContain(`Runbook: ${here.platform.urls.prometheus}/consoles/runbooks/FeedStale.html`);
    expect(text).toContain(here.platform.urls.alertmanager);
    expect(text).not.toMatch(/\{\{|<no value>|undefined/);
  });

  it("tells the application's webhook too", async () => {
    const { annotations, labels } = await record("FeedStale", "firing", since);
    expect(labels).toMatchObject({ severity: "critical", environment: "fault" });
    expect(annotations["summary"]).toBe(`No prices from ${labels["stream"]}`);
  });

  it("ends with a mail that says it is over, once prices flow again", async () => {
    await here.platform.control("resume");
    resumed = clock();
    await gone("FeedStale");
    const { subject, text } = await mail(/^\[RESOLVED\] FeedStale/, known);
    measured("exchange resumes: until the mail that says so", resumed());
    expect(subject).toMatch(/^\[RESOLVED\] FeedStale: No prices from [A-Za-z]+/);
    expect(text).toMatch(/Until: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
    await record("FeedStale", "resolved", since);
  });
});

describe("a cache and a database that are gone behind living exporters", () => {
  const [cache, database] = ["redis", "timescaledb"].map((name) => () => `${here.clone.prefix}-${name}`) as [
    Name,
    Name,
  ];
  const redis = async (...commands: readonly string[]) => {
    const login = `AUTH quantflow ${here.platform.secret("redis-app-password")}`;
    return docker(["exec", "--interactive", cache(), "redis-cli"], [login, ...commands, ""].join("\n"));
  };
  const pairs = [
    ["CacheDown", "redis", "[CRITICAL] CacheDown: Redis is down"],
    ["DatabaseDown", "timescaledb", "[CRITICAL] DatabaseDown: The database is down"],
  ] as const;
  let known: readonly Mail[];
  let repaired = true;

  beforeAll(async () => {
    known = await here.platform.mails();
    expect(await redis("SET written-before-the-stop kept")).toContain("OK");
    repaired = false;
    await docker(["stop", cache(), database()]);
  });
  afterAll(async () => {
    if (!repaired) await here.clone.quantflow(["up"]);
  });

  it.each(pairs)("are told as %s, while the target %s stays up", async (name, job, subject) => {
    const { labels } = await firing(name);
    expect(labels).toMatchObject({ job, severity: "critical" });
    expect(found(await here.platform.query(`up{job="${job}"}`), "no target").value).toBe(1);
    expect((await mail(new RegExp(name), known)).subject).toBe(subject);
  });

  it("do not take the application down, nor its prices", async () => {
    const age = 'time() - max(quantflow_feed_last_message_timestamp_seconds{job="quantflow"})';
    expect(found(await here.platform.query(age), "no feed").value).toBeLessThan(10);
    expect(found(await here.platform.query('up{job="quantflow"}'), "no target").value).toBe(1);
  });

  it("show in `status`, which then ends with 1", async () => {
    const { code, stdout } = await here.clone.quantflow(["status", "--json"]);
    expect(code).toBe(1);
    const { services } = JSON.parse(stdout) as { services: { name: string; state: string }[] };
    const others = services.filter(({ state }) => state !== "running");
    expect(others.map(({ name, state }) => `${name} ${state}`).sort()).toEqual(["redis exited", "timescaledb exited"]);
  });

  it("are brought back by `up`, with their data", async () => {
    const { code, stderr, seconds } = await here.clone.quantflow(["up"]);
    expect(code, stderr).toBe(0);
    repaired = true;
    measured("up that has two stopped services to repair", seconds);
    await requireAllTargetsUp(here.platform);
    expect(await redis("GET written-before-the-stop")).toContain("kept");
  });

  it.each(pairs)("end with a mail that says that %s is over", async (name, _job, subject) => {
    await gone(name);
    const over = await mail(new RegExp(`^\\[RESOLVED\\] ${name}`), known);
    expect(over.subject).toBe(subject.replace("CRITICAL", "RESOLVED"));
  });
});

describe("`alerts test`", () => {
  it("sends a labelled alert through every receiver and sees it arrive", async () => {
    const known = await here.platform.mails();
    const { code, stdout, stderr } = await here.clone.quantflow(["alerts", "test", "--json"]);
    expect(code, stderr).toBe(0);
    const sent = JSON.parse(stdout) as { receiver: string; seen: boolean }[];
    const seen = sent.map((one) => `${one.receiver}: ${one.seen ? "seen" : "not seen"}`);
    expect(seen.sort()).toEqual(["application: seen", "email: seen"]);
    expect((await mail(/QuantflowTest/, known)).subject).toMatch(/^\[INFO\] QuantflowTest: Test [0-9a-f-]{36}/);
  });
});
