import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { json } from "../../../lib/review/index.ts";
import { PLACES } from "./planted-places.ts";
import { reviewed } from "./reviewed.ts";

const ours = path.resolve(import.meta.dirname, "../../cli/review/plans");
const hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/** What looks random or secret to a scanner, and must stay readable for whoever reviews. */
const HARMLESS: Readonly<Record<string, string>> = {
  "an image's digest": `quay.io/prometheus/prometheus@sha256:${hex}`,
  "an image's tag": "timescale/timescaledb:2.29.0-pg17-oss",
  "a container's id": hex,
  "a commit": "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3",
  "a UUID": "28105946-a1a9-07c8-7d71-aa82bb9850c7",
  "a file with its hash": "rules/feed-22309b54.yml",
  "an ARN": "arn:aws:iam::123456789012:role/quantflow-reader",
  "a quantile": "histogram_quantile(0.99, sum by (le) (rate(exchange_latency_seconds_bucket[5m])))",
  "a recorded series": 'job:webhook_delivery_errors:ratio_1x_long{job="quantflow"} > 14.4 * 0.001',
  "a mounted secret's file": "/run/secrets/timescaledb-password",
  "a variable that names a file": "POSTGRES_PASSWORD_FILE=/run/secrets/timescaledb-password",
  "a version": "v3.13.5-quantflow.20261123.1",
  "an IPv6 address": "2001:db8:85a3::8a2e:370:7334",
  "a time": "2026-11-23T13:03:01.123456789Z",
};
const SEEN = ["an attribute", "what drifted", "a YAML file", "a JSON file", "a TOML file", "a text"];

const told = async (plan: Uint8Array): Promise<string> => json((await reviewed(plan)).verdict);

describe("what is no secret", () => {
  it.each(Object.entries(HARMLESS))("stays readable: %s", async (_, text) => {
    for (const place of SEEN) {
      const output = await told(Buffer.from(JSON.stringify(PLACES[place]?.(text))));
      expect(output).not.toContain("«secret");
      expect(JSON.parse(output).effects[0].differences.join("\n")).toContain(text.slice(0, 20));
    }
  });

  it.each(["image", "rename", "threshold"])("is all that our own plan %s shows", async (name) => {
    expect(await told(readFileSync(path.join(ours, `${name}.json`)))).not.toContain("«secret");
  });
});
