import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { ResourceChange } from "../../../../lib/review/plan/plan.ts";
import type { Value } from "../../../../lib/review/plan/value.ts";
import { redactorOf } from "../../../../lib/review/secrets/redactor.ts";
import { change, plan } from "./plans.ts";
import { NAMED, NAMES, SHAPED, secretPart } from "./planted.ts";

const redacted = (given: Partial<ResourceChange>): string => {
  const each = change(given);
  return JSON.stringify(redactorOf({ plans: [plan([each])], known: [] }).change(each));
};
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Where a shape alone must give a secret away. */
const PLACES: Readonly<Record<string, (secret: string) => Value>> = {
  "an attribute": (secret) => ({ image: secret }),
  "a variable": (secret) => ({ env: ["TZ=UTC", `SOMETHING=${secret}`] }),
  "a label": (secret) => ({ labels: [{ label: "quantflow.x", value: secret }] }),
  "a command": (secret) => ({ command: ["serve", `--to=${secret}`] }),
  "an uploaded YAML": (secret) => ({ upload: [{ file: "/a.yml", content: `a:\n  - to: ${secret}\n    b: 1\n` }] }),
  "an uploaded JSON": (secret) => ({ upload: [{ file: "/a.json", content: JSON.stringify({ a: [{ to: secret }] }) }] }),
  "an uploaded TOML": (secret) => ({ upload: [{ file: "/a.toml", content: `[a]\nto = "${secret}"\n` }] }),
  "an uploaded INI": (secret) => ({ upload: [{ file: "/a.ini", content: `[a]\nto = ${secret}\nb = 1\n` }] }),
  "base64 of a file": (secret) => ({ content_base64: Buffer.from(`to: ${secret}\nb: 1\n`).toString("base64") }),
  "the key of a map": (secret) => ({ tags: { [secret]: "x" } }),
};

describe("a secret that its shape gives away", () => {
  for (const [kind, planted] of Object.entries(SHAPED)) {
    const secret = secretPart(planted);
    for (const [place, value] of Object.entries(PLACES)) {
      it(`${kind} does not survive in ${place}`, () => {
        const each = change({ before: value("old"), after: value(planted) });
        const redactor = redactorOf({ plans: [plan([each])], known: [] });
        const output = JSON.stringify(redactor.change(each));
        expect(output).not.toContain(escaped(secret));
        expect(output).not.toContain(Buffer.from(secret).toString("base64").slice(4, -8));
        expect(redactor.text(`what changed: ${planted}`)).not.toContain(secret);
        expect(() => redactor.requireClean(output)).not.toThrow();
        expect(() => redactor.requireClean(JSON.stringify(each))).toThrow(/stands in the output/);
      });
    }
  }

  it("is a private key, whole, wherever its lines stand", () => {
    const lines = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASC", "c2VjcmV0a2V5bWF0ZXJpYWxoZXJlMTIz"];
    const key = ["-----BEGIN PRIVATE KEY-----", ...lines, "-----END PRIVATE KEY-----"].join("\n");
    const indented = `tls:\n  key: |\n${key.replace(/^/gm, "    ")}\n  on: true\n`;
    const each = change({ after: { upload: [{ content: indented }], json: JSON.stringify({ key }) } });
    const redactor = redactorOf({ plans: [plan([each])], known: [] });
    const output = JSON.stringify(redactor.change(each));
    for (const line of lines) expect(output).not.toContain(line);
    expect(() => redactor.requireClean(`a line of it: ${lines[1]}`)).toThrow(/secret 1/);
  });
});

/** Where a name gives a secret away. */
const NAMED_PLACES: Readonly<Record<string, (name: string, secret: string) => Value>> = {
  "an attribute": (name, secret) => ({ [name]: secret }),
  "a variable": (name, secret) => ({ env: [`${name}=${secret}`] }),
  "a label": (name, secret) => ({ labels: [{ label: name, value: secret }] }),
  "a flag with a sign": (name, secret) => ({ command: [`--${name}=${secret}`] }),
  "a flag and its argument": (name, secret) => ({ command: [`--${name}`, secret] }),
  "an uploaded YAML": (name, secret) => ({ content: `a:\n  ${name}: ${JSON.stringify(secret)}\n` }),
  "an uploaded JSON": (name, secret) => ({ content: JSON.stringify({ a: { [name]: secret } }) }),
  "JSON in JSON": (name, secret) => ({ content: JSON.stringify({ a: JSON.stringify({ [name]: secret }) }) }),
  "an uploaded TOML": (name, secret) => ({ content: `[a]\n${name} = ${JSON.stringify(secret)}\n` }),
  "an uploaded INI": (name, secret) => ({ content: `[a]\n${name} = ${secret}\nb = 1\n` }),
};

describe("a secret that its name gives away", () => {
  for (const secret of NAMED) {
    for (const name of NAMES) {
      for (const [place, value] of Object.entries(NAMED_PLACES)) {
        it(`${secret} does not survive as ${name} in ${place}`, () => {
          expect(redacted({ after: value(name, secret) })).not.toContain(escaped(secret).replaceAll("\\", ""));
          expect(redacted({ after: value(name, secret) })).not.toContain(escaped(secret));
        });
      }
    }
  }

  it.each([
    ["redis.conf", "port 6379\nrequirepass tr0ub4dor\n"],
    ["a header", 'curl -H "Authorization: Bearer tr0ub4dor" http://x'],
    ["an API key header", 'curl -H "X-Api-Key: tr0ub4dor" http://x'],
    ["a query", "http://x/y?a=1&token=tr0ub4dor&b=2"],
    ["a block scalar", "password: |\n  tr0ub4dor\nuser: a\n"],
    ["a connection string", "Server=db;Password=tr0ub4dor;Port=1"],
    ["a libpq string", "host=db password=tr0ub4dor dbname=x"],
    ["a command", "PGPASSWORD=tr0ub4dor psql -h db"],
    ["YAML in one line", "{user: a, password: tr0ub4dor, on: true}"],
    ["netrc", "machine x login y password tr0ub4dor"],
  ])("is found in %s", (_, content) => {
    expect(redacted({ after: { content } })).not.toContain("tr0ub4dor");
  });
});

describe("what only names or describes a secret stays", () => {
  it.each([
    ["password_file: /run/secrets/db"],
    ["GF_SECURITY_COOKIE_SAMESITE: strict"],
    ["POSTGRES_PASSWORD_FILE=/run/secrets/db"],
    ["secret_name: database"],
    ["password: $__file{/run/secrets/db}"],
    ["password: ${var.password}"],
    ["password: /run/secrets/db"],
    ["password_encryption = scram-sha-256"],
    ["expr: rate(job:webhook_delivery_errors:ratio_1x_long[5m])"],
    ["sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ["0b36d4f7-4a8f-4e5c-9d57-1c2a3b4c5d6e"],
    ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ7qk3p2vW8xY0zaB3dE5gH7jK9mN1pQ4sT6vW8xY0z"],
    ["quantflow-local-prometheus-v3-13-5-e8d3a11e0cdc"],
    ["--web.enable-remote-write-receiver"],
    ["histogram_quantile(0.99, sum by (le) (rate(exchange_latency_seconds_bucket[5m])))"],
  ])("%s", (text) => {
    const after = { content: text };
    expect(redactorOf({ plans: [], known: [] }).change(change({ after })).after).toEqual(after);
  });
});

describe("Terraform's marks", () => {
  const env = ["POSTGRES_PASSWORD=tr0ub4dor-and-3", "PORT=9090", "TLS=true", "PROTOCOL=tcp"];

  it("hide a set that is marked whole for one element, and keep its ordinary values publishable", () => {
    const each = change({ after: { env }, afterSensitive: { env: true } });
    const redactor = redactorOf({ plans: [plan([each])], known: [] });
    expect(redactor.change(each).after).toEqual({
      env: ["«secret 2»", "«secret 3»", "«secret 4»", "«secret 5»"],
    });
    expect(() => redactor.requireClean("port 9090 tcp true PORT=9090")).not.toThrow();
    expect(() => redactor.requireClean("it was tr0ub4dor-and-3")).toThrow(
      "secret 1 (docker_container.web env) stands in the output, written as it is",
    );
  });

  it("hide what they mark and nothing beside it, numbers too", () => {
    const each = change({
      after: { a: { token_value: "plainwords", port: 1 }, pin: 123456 },
      afterSensitive: { a: { token_value: true }, pin: true },
    });
    const { after } = redactorOf({ plans: [plan([each])], known: [] }).change(each);
    expect(after).toEqual({ a: { token_value: "«secret 1»", port: 1 }, pin: "«secret 2»" });
  });

  it("hide a sensitive output", () => {
    const output = { name: "x", action: "create", before: null, after: "tr0ub4dor", sensitive: true } as const;
    const redactor = redactorOf({ plans: [plan([], { outputs: [output] })], known: [] });
    expect(redactor.text("x was tr0ub4dor")).toBe("x was «secret 1»");
  });

  it("hide what drifted", () => {
    const drifted = change({ before: { v: "tr0ub4dor" }, beforeSensitive: { v: true }, after: { v: "tr0ub4dor" } });
    const redactor = redactorOf({ plans: [plan([], { drift: [drifted] })], known: [] });
    expect(redactor.change(drifted).after).toEqual({ v: "«secret 1»" });
  });
});

describe("a placeholder", () => {
  it("tells a changed secret from one that stayed", () => {
    const each = change({
      before: { password: "tr0ub4dor", a_token: "same-one1" },
      after: { password: "tr0ub4dor2", a_token: "same-one1" },
    });
    const { before, after } = redactorOf({ plans: [plan([each])], known: [] }).change(each);
    expect(before).toEqual({ password: "«secret 1»", a_token: "«secret 2»" });
    expect(after).toEqual({ password: "«secret 3»", a_token: "«secret 2»" });
  });

  it("keeps JSON and YAML readable, bare numbers too", () => {
    const content = '{"password": 12345678, "a": [1]}';
    const { after } = redactorOf({ plans: [], known: [] }).change(
      change({ after: { json: content, yaml: "password: hunter2hunter # why\na: 1\n" } }),
    );
    const { json, yaml } = after as { json: string; yaml: string };
    expect(JSON.parse(json)).toEqual({ password: "«secret 1»", a: [1] });
    expect(parse(yaml)).toEqual({ password: "«secret 2»", a: 1 });
  });

  it("stands in addresses and keys that are made of a secret", () => {
    const each = change({
      address: 'x.y["tr0ub4dor-and-3"]',
      index: "tr0ub4dor-and-3",
      after: { "tr0ub4dor-and-3": "x" },
      afterSensitive: { "tr0ub4dor-and-3": true },
    });
    const redactor = redactorOf({ plans: [plan([each])], known: ["tr0ub4dor-and-3"] });
    expect(JSON.stringify(redactor.change(each))).not.toContain("tr0ub4dor-and-3");
  });
});
