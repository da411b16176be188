import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "../../../../../../lib/renderings/kubernetes/index.ts";
import {
  FIELDS,
  leftOutOf,
  monitoringObjects,
  objectForOperator,
  type Place,
} from "../../../../../../lib/renderings/kubernetes/monitoring/index.ts";
import { isOlder } from "../../../../../../lib/renderings/kubernetes/monitoring/operator/version.ts";
import { only, secretTexts } from "../../given.ts";
import { given, refusal, stack } from "../given.ts";

const at = (operatorVersion: string, elsewhere: readonly (readonly [string, Place])[] = []) =>
  given({ stack: { ...stack, operatorVersion }, elsewhere: new Map(elsewhere) });
const outside = [["app", { kind: "address", authority: "desk.example.com:9464" }]] as const;

describe("an older operator", () => {
  it("is not given a field that it does not know, where Prometheus' own limit holds in its place", () => {
    const old = only(monitoringObjects(at("0.72.0")), "ServiceMonitor", "trading");
    const since = only(monitoringObjects(at("0.73.0")), "ServiceMonitor", "trading");
    expect(old["spec"]).not.toHaveProperty("bodySizeLimit");
    expect(since["spec"]).toHaveProperty("bodySizeLimit", "16MB");
    expect(old["spec"]).toEqual({ ...(since["spec"] as object), bodySizeLimit: undefined });
  });

  it("is refused for a kind that it does not know, with the version needed", () => {
    expect(refusal(() => monitoringObjects(at("0.64.1", outside)))).toEqual([
      "monitoring/operator-too-old",
      "ScrapeConfig monitoring/trading needs the kind ScrapeConfig, which the Prometheus operator knows since 0.65.0; the environment has 0.64.1 (there is no such kind: what is outside the cluster would not be scraped)",
    ]);
  });

  it("is refused for a field without which credentials would be missing", () => {
    expect(refusal(() => monitoringObjects(at("v0.65.2", outside)))[1]).toBe(
      "ScrapeConfig monitoring/trading needs spec.authorization, which the Prometheus operator knows since 0.66.0; the environment has v0.65.2 (the target refuses whoever shows no token)",
    );
  });

  it("reads an Alertmanager configuration without the time-outs that it would refuse", () => {
    const text = (version: string) =>
      secretTexts(only(monitoringObjects(at(version)), "Secret", "quantflow-alertmanager-configuration"))[
        "alertmanager.yaml"
      ] ?? "";
    expect(text("0.88.0").match(/timeout: 10s/g)).toHaveLength(2);
    expect(text("0.87.1").match(/timeout: 10s/g)).toHaveLength(1);
    expect(text("0.79.2").match(/timeout: 10s/g)).toBeNull();
  });
});

it("what is left out is told, object by object", () => {
  const monitor: KubernetesObject = {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PodMonitor",
    metadata: { name: "one", namespace: "two" },
    spec: { bodySizeLimit: "1MB" },
  };
  expect(leftOutOf([monitor], "0.70.0").map(({ object, field }) => [object, field.path, field.since])).toEqual([
    ["PodMonitor two/one", "spec.bodySizeLimit", "0.73.0"],
  ]);
  expect(leftOutOf([monitor], "0.85.0")).toEqual([]);
});

it("fails on what is no version", () => {
  expect(refusal(() => monitoringObjects(at("latest")))).toEqual([
    "monitoring/malformed-version",
    '"latest" is no version of the Prometheus operator',
  ]);
});

describe("versions", () => {
  const version = fc.tuple(fc.nat(3), fc.nat(120), fc.nat(12));
  const text = (numbers: readonly number[]) => numbers.join(".");

  it("are compared by number, not by letter", () => {
    expect(isOlder("0.9.0", "0.85.0")).toBe(true);
    expect(isOlder("v0.85.1", "0.85.0")).toBe(false);
  });

  it("are in one order", () => {
    fc.assert(
      fc.property(version, version, (one, other) => {
        const weight = ([a = 0, b = 0, c = 0]: readonly number[]) => a * 1e6 + b * 1e3 + c;
        expect(isOlder(text(one), text(other))).toBe(weight(one) < weight(other));
      }),
    );
  });
});

it("an operator that knows every field is given every field", () => {
  fc.assert(
    fc.property(fc.constantFrom(...FIELDS), (field) => {
      const object = { apiVersion: "v1", kind: field.kind, metadata: { name: "x" }, spec: { bodySizeLimit: "1MB" } };
      expect(objectForOperator(object, "1.0.0")).toEqual(object);
    }),
  );
});
