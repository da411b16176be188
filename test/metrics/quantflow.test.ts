import { describe, expect, it } from "vitest";
import { metricsOf } from "../../lib/metrics/catalogue.ts";
import { breachesIn } from "../../lib/metrics/conventions/index.ts";
import { catalogue, isOwn, JOBS } from "../../metrics/index.ts";
import * as exchange from "../../metrics/quantflow/exchange.ts";
import * as application from "../../metrics/quantflow/index.ts";
import * as watchman from "../../metrics/quantflow/watchman.ts";

const own = [...metricsOf(application), ...metricsOf(exchange), ...metricsOf(watchman)];

describe("our metrics", () => {
  it("keep to our conventions", () => {
    expect(own.length).toBeGreaterThan(35);
    expect(breachesIn(own)).toEqual([]);
  });

  it("carry the prefix of the process that exposes them", () => {
    expect(metricsOf(application).filter(({ name }) => !name.startsWith("quantflow_"))).toEqual([]);
    expect(metricsOf(exchange).filter(({ name }) => !name.startsWith("exchange_"))).toEqual([]);
    expect(metricsOf(watchman).filter(({ name }) => !name.startsWith("watchman_"))).toEqual([]);
  });

  it("are known apart from those of others, which no convention binds", () => {
    const ours = JOBS.flatMap((job) => catalogue[job].filter(isOwn).map(({ name }) => name));
    expect(ours.sort()).toEqual(own.map(({ name }) => name).sort());
  });
});
