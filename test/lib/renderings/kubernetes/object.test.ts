import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import {
  fileOf,
  type KubernetesObject,
  objectFiles,
  objectYaml,
} from "../../../../lib/renderings/kubernetes/object.ts";

const configMap = (name: string, data: Readonly<Record<string, string>> = {}): KubernetesObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace: "trading" },
  data,
});

describe("the file of a kind", () => {
  test.each([
    ["Namespace", "00-namespace.yaml"],
    ["ServiceAccount", "10-service-account.yaml"],
    ["StatefulSet", "50-stateful-set.yaml"],
    ["PodDisruptionBudget", "60-pod-disruption-budget.yaml"],
    ["PrometheusRule", "70-prometheus-rule.yaml"],
  ])("of %s is %s", (kind, file) => {
    expect(fileOf({ kind })).toBe(file);
  });
});

describe("the files of objects", () => {
  test("are the same bytes in whatever order the objects come", () => {
    const [one, other] = [configMap("redis"), configMap("mail")];
    expect(objectFiles([one, other])).toEqual(objectFiles([other, one]));
    expect([...objectFiles([one, other]).keys()]).toEqual(["30-config-map.yaml"]);
  });

  test("hold an object a document, by name", () => {
    const [text = ""] = objectFiles([configMap("redis"), configMap("mail")]).values();
    expect(text).toBe(`apiVersion: v1
data: {}
kind: ConfigMap
metadata:
  name: mail
  namespace: trading
---
apiVersion: v1
data: {}
kind: ConfigMap
metadata:
  name: redis
  namespace: trading
`);
  });

  test("put what others need first, as kubectl reads a folder's files by name", () => {
    const kinds = ["Deployment", "PrometheusRule", "Service", "Namespace", "ConfigMap"];
    const files = objectFiles(kinds.map((kind) => ({ ...configMap("one"), kind })));
    expect([...files.keys()]).toEqual([...files.keys()].sort());
    expect([...files.keys()][0]).toBe("00-namespace.yaml");
  });
});

/** What one of the two versions of YAML takes for something other than a string. */
const ambiguous = fc.constantFrom(
  "yes",
  "on",
  "N",
  "0o17",
  "017",
  "1_000",
  "1:30",
  "2026-11-23",
  "~",
  "1e3",
  "0x1f",
  "=",
  "",
);

describe("the YAML of an object", () => {
  test("is read back as it was, by readers of YAML 1.1 and of 1.2", () => {
    const value = fc.oneof(ambiguous, fc.string(), fc.string({ unit: "binary" }), fc.lorem());
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(ambiguous, fc.string()), value, { maxKeys: 4 }), (data) => {
        const text = objectYaml(configMap("any", data));
        for (const version of ["1.1", "1.2"] as const)
          expect(parse(text, { version, mapAsMap: false })).toEqual({ ...configMap("any"), data: { ...data } });
      }),
    );
  });

  test("keeps many lines as lines", () => {
    expect(objectYaml(configMap("any", { "a.sh": "one\n\ttwo\n" }))).toContain("a.sh: |\n    one\n    \ttwo\n");
  });

  test("never ends a document inside a text", () => {
    const [text = ""] = objectFiles([configMap("any", { a: "one\n---\ntwo\n...\n" })]).values();
    expect(parseAllDocuments(text)).toHaveLength(1);
  });
});
