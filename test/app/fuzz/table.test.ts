import type { Server } from "node:http";
import type { Express, Router } from "express";
import { describe, expect, it, onTestFinished } from "vitest";
import { createPublicSide } from "../../../app/application.ts";
import { readConfiguration } from "../../../app/configuration.ts";
import { Curve } from "../../../app/desk/curve.ts";
import { controlPortRoutes } from "../../../app/exchange/application.ts";
import { Exchange } from "../../../app/exchange/exchange.ts";
import { History } from "../../../app/exchange/history.ts";
import { restRoutes } from "../../../app/exchange/rest.ts";
import { SESSION_LIMITS } from "../../../app/exchange/session.ts";
import { METHODS } from "../../../app/http/addresses.ts";
import { adminRoutes } from "../../../app/http/admin.ts";
import type { Route } from "../../../app/http/routes.ts";
import { createParts } from "../../../app/parts.ts";
import { createExposition } from "../../../app/runtime/metrics.ts";
import { watchmanRoutes } from "../../../app/watchman/application.ts";
import { READS } from "../../../lib/dashboards/preview/server/prometheus.ts";
import { ADDRESSES } from "../../../lib/dashboards/preview/server/server.ts";
import { secretFile } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { openRecorder } from "../support/recorder.ts";
import { CONTROLS, type Endpoint, EXCHANGE, MACHINES, PREVIEW, PUBLIC, SECRETS } from "./doors.ts";
import { watchmanEndpoints } from "./watchman-door.ts";

const nothing = () => undefined;
const exposition = () =>
  createExposition(openRecorder().recorder, { elapsed: () => 0, refresh: nothing, rendered: nothing });

/** `GET /about`, each once; HEAD is a GET without its body. */
const fuzzed = (endpoints: readonly Endpoint[]): readonly string[] =>
  unique(endpoints.flatMap(({ address, methods }) => methods.map((method) => `${method} ${address}`)));
const unique = (lines: readonly string[]): readonly string[] =>
  [...new Set(lines)].filter((line) => !line.startsWith("HEAD ")).sort();
const written = (routes: readonly Route[]): readonly string[] =>
  unique(routes.map(({ method, path }) => `${method} ${path}`));

/** What express answers, as its routers hold it. */
const routed = ({ stack }: Router): readonly string[] =>
  stack.flatMap(({ route, handle }) => {
    if (route) return route.stack.map(({ method }) => `${method.toUpperCase()} ${route.path}`);
    return "stack" in handle ? routed(handle as unknown as Router) : [];
  });

async function publicRoutes(): Promise<readonly string[]> {
  const clock = new FakeClock();
  const configuration = readConfiguration({
    QUANTFLOW_METRICS_TOKEN_FILE: await secretFile("metrics"),
    QUANTFLOW_WEBHOOK_TOKEN_FILE: await secretFile("webhook"),
    QUANTFLOW_ADMIN_PASSWORD_FILE: await secretFile("admin"),
  });
  const parts = await createParts(configuration, { clock, random: () => 0.5, log: memoryLog() });
  const website = createPublicSide(parts, new Curve(10));
  onTestFinished(async () => {
    await Promise.all([website.stop(), parts.backtests.stop(), parts.alerts.stop(), parts.stores.stop()]);
  });
  return unique(routed(appOf(website.server).router));
}

const appOf = (server: Server): Express => server.listeners("request")[0] as Express;

describe("everything that answers is fuzzed", () => {
  it("on the application's public port, and told to who asks with the wrong method", async () => {
    const routes = await publicRoutes();
    expect(fuzzed(PUBLIC.filter(({ address }) => address !== "/ws"))).toEqual(routes);
    const told = Object.entries(METHODS).flatMap(([path, methods]) => methods.map((method) => `${method} ${path}`));
    expect(unique(told)).toEqual(routes);
  });

  it("on the application's port for machines", () => {
    const readiness = () => ({ status: "ready" as const, checks: {} });
    const routes = adminRoutes({ exposition: exposition(), metricsTokens: () => [], readiness });
    expect(fuzzed(MACHINES)).toEqual(written(routes));
  });

  it("on the simulated exchange's ports", () => {
    const clock = new FakeClock();
    const options = { markets: [], tradesPerSecond: 1, seed: 1, clock, limits: SESSION_LIMITS };
    const listener = { connections: nothing, sent: nothing, violated: nothing, faults: nothing, recorded: nothing };
    const rest = restRoutes({ markets: [], history: new History(), now: () => 0, bannedSeconds: () => 0 });
    expect(fuzzed(EXCHANGE.filter(({ address }) => address !== "/stream"))).toEqual(written(rest));
    const tokens = { control: () => [], metrics: () => [] };
    const control = controlPortRoutes(new Exchange(options, listener), exposition(), tokens);
    expect(fuzzed(CONTROLS)).toEqual(written(control));
  });

  it("on the watchman's port", () => {
    const heartbeat = { environment: "local", tokens: () => [], came: nothing };
    const routes = watchmanRoutes(exposition(), () => [], heartbeat);
    expect(fuzzed(watchmanEndpoints(SECRETS))).toEqual(written(routes));
  });

  it("in the preview", () => {
    const addresses = PREVIEW.map(({ address }) => address.replace(":id", "name"));
    const missing = (patterns: readonly RegExp[], prefix = "") =>
      patterns.filter(
        (pattern) => !addresses.some((one) => one.startsWith(prefix) && pattern.test(one.slice(prefix.length))),
      );
    expect(missing(ADDRESSES.map(([pattern]) => pattern))).toEqual([]);
    const names = READS.flatMap(([pattern]) => alternatives(pattern));
    expect(missing(names, "/api/prometheus")).toEqual([]);
  });
});

/** A pattern of several names, `^/(a|b)$`, as one pattern a name. */
function alternatives({ source }: RegExp): readonly RegExp[] {
  const names = /\((\w+(?:\|\w+)+)\)/.exec(source)?.[1]?.split("|");
  return names?.map((name) => new RegExp(source.replace(/\((\w+(?:\|\w+)+)\)/, name))) ?? [new RegExp(source)];
}
