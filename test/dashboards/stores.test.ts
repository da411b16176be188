import { describe, expect, it } from "vitest";
import { stores } from "../../dashboards/stores/index.ts";
import { type DrawnPanel, panelsOf } from "../../lib/dashboards/index.ts";

const panel = (key: string): DrawnPanel => {
  const found = panelsOf(stores).find((one): one is DrawnPanel => one.key === key && "queries" in one);
  if (!found) throw new Error(`Stores has no panel ${key}`);
  return found;
};
const asked = (key: string): readonly string[] => panel(key).queries.map(({ promql }) => promql);

describe("the dashboard of the stores", () => {
  it("has a tab for the writer, the database and the cache", () => {
    expect(stores.tabs.map(({ title }) => title)).toEqual(["What the application writes", "PostgreSQL", "Redis"]);
  });

  it("offers the jobs that it is about, and no other", () => {
    const [job, instance, database] = stores.variables;
    expect(job).toMatchObject({ series: 'up{job=~"quantflow|timescaledb|redis"}', label: "job" });
    expect(instance).toMatchObject({ series: 'up{job=~"$job"}', label: "instance" });
    expect(database).toMatchObject({
      series: 'pg_database_size_bytes{job=~"$job",instance=~"$instance"}',
      label: "datname",
    });
  });

  it("shows every judge of whether a store can be used", () => {
    const chosen = '{job=~"$job",instance=~"$instance"}';
    expect(asked("stores-in-use")).toEqual([
      `min(pg_up${chosen})`,
      `min(redis_up${chosen})`,
      `min by (dependency) (quantflow_dependency_up${chosen})`,
      'min(quantflow_store_breaker_state{job=~"$job",instance=~"$instance",state="closed"})',
    ]);
    expect(panel("stores-in-use").watchedBy.map(({ name }) => name)).toEqual([
      "DatabaseDown",
      "CacheDown",
      "StoreFailing",
    ]);
  });

  it("calls one lost row bad, and none good", () => {
    expect(panel("rows-lost").thresholds).toEqual([{ value: 1 }]);
    expect(asked("rows-lost")[0]).toContain("[$__range]");
  });

  it("counts restarts as the alert does, up to its limit", () => {
    expect(asked("database-restarts")).toEqual([
      'max(changes(pg_postmaster_start_time_seconds{job=~"$job",instance=~"$instance"}[15m]))',
    ]);
    expect(panel("database-restarts").thresholds).toEqual([{ value: 2, alert: "DatabaseRestartLoop" }]);
  });

  it("tells connections of all that are allowed, whichever database is chosen", () => {
    expect(asked("database-connections-used")).toEqual([
      'sum by (instance) (pg_stat_activity_count{job=~"$job",instance=~"$instance"}) / max by (instance) (pg_settings_max_connections{job=~"$job",instance=~"$instance"})',
    ]);
    expect(panel("database-connections-used").unit).toBe("percentunit");
  });

  it("says why plain PostgreSQL has no jobs that fail", () => {
    expect(panel("timescale-jobs-failing").whenEmpty).toBe("Plain PostgreSQL has no such jobs.");
    expect(panelsOf(stores).filter(({ whenEmpty }) => whenEmpty !== undefined)).toHaveLength(1);
  });

  it("judges Redis' memory only where it has a limit", () => {
    expect(asked("cache-memory-used")[0]).toContain('redis_memory_max_bytes{job=~"$job",instance=~"$instance"} > 0');
  });
});
