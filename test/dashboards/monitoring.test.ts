import { describe, expect, it } from "vitest";
import { monitoring } from "../../dashboards/monitoring/index.ts";
import { choicesAmong } from "../../dashboards/monitoring/targets.ts";
import { ofEveryJob } from "../../dashboards/monitoring/watchers.ts";
import { expressionsOf, type Panel, panelsOf, type Table } from "../../lib/dashboards/index.ts";
import { isProbed, JOBS } from "../../metrics/index.ts";

const panel = (key: string): Panel => {
  const found = panelsOf(monitoring).find((one) => one.key === key);
  if (!found) throw new Error(`the dashboard of the monitoring has no panel ${key}`);
  return found;
};
const targets = panel("targets") as Table;

describe("the dashboard of the monitoring", () => {
  it("shows every job's targets: none is selected by name", () => {
    for (const name of ["targets", "answering"])
      for (const promql of expressionsOf(panel(name))) {
        expect(promql).toContain('{job=~"$job",instance=~"$instance"}');
        for (const job of JOBS) expect(promql).not.toContain(`"${job}"`);
      }
    expect(monitoring.variables.slice(0, 2)).toMatchObject([
      { name: "job", series: "up", label: "job" },
      { name: "instance", series: 'up{job=~"$job"}', label: "instance" },
    ]);
  });

  it("tells of each target what its last scrape found, against its limits", () => {
    expect(targets.labels.map(({ label }) => label)).toEqual(["job", "instance"]);
    expect(targets.columns.map(({ title, unit, thresholds }) => [title, unit, thresholds.at(-1)])).toEqual([
      ["Scrape", "bool_yes_no", undefined],
      ["Duration", "s", { value: 5 }],
      ["Samples", "short", undefined],
      ["Of limit", "percentunit", { value: 1, alert: "ScrapeLimitHit" }],
      ["Size", "bytes", { value: 0, alert: "ScrapeBodyLimitHit" }],
      ["Restarts", "short", { value: 2, alert: "RestartLoop" }],
    ]);
  });

  it("calls a body of -1 bytes bad, which is one over its limit", () => {
    expect(targets.columns.find(({ title }) => title === "Size")?.bad).toBe("low");
  });

  it("counts none as 0 where no target is down", () => {
    expect(expressionsOf(panel("targets-down"))).toEqual([
      'count(up{job=~"$job",instance=~"$instance"} == 0) or 0 * count(up{job=~"$job",instance=~"$instance"})',
    ]);
  });

  it("shows a Watchdog that is silent as silent, not as a panel without data", () => {
    expect(expressionsOf(panel("watchdog"))).toEqual([
      'count(ALERTS{alertname="Watchdog",alertstate="firing",job="",instance=""}) or vector(0)',
    ]);
  });

  it("leads from a job to its alerts", () => {
    expect(panel("answering").links.map(({ url }) => url)).toEqual([
      "/d/quantflow-alerts/alerts-and-slos?${__url_time_range}&var-job=${__field.labels.job}",
    ]);
  });
});

describe("alerts of which there is one a job", () => {
  it("stand once for all jobs", () => {
    expect(ofEveryJob("TargetDown", "ServiceUnreachable").map(({ name, severity }) => `${name} ${severity}`)).toEqual([
      "TargetDown critical",
      "ServiceUnreachable critical",
    ]);
    expect(JOBS.filter(isProbed).length).toBeGreaterThan(1);
  });

  it("must exist", () => {
    expect(() => ofEveryJob("TargetGone")).toThrow("no job has an alert TargetGone");
  });
});

describe("the choice of targets", () => {
  it("is among all jobs, or among some", () => {
    expect(choicesAmong().job.series).toBe("up");
    expect(choicesAmong(["node", "node-red"]).job.series).toBe('up{job=~"node|node-red"}');
  });
});
