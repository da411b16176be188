import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { isMistake } from "../../../cli/errors.ts";
import { main } from "../../../cli/main.ts";
import { plansIn } from "../../../cli/review/read.ts";
import { playedContext, temporaryFolder } from "../fixtures.ts";

const recordings = join(import.meta.dirname, "../../lib/review/plans/recordings");
const recording = (name: string): string => join(recordings, `${name}.json`);
const real = readFileSync(recording("docker-network-replaced"));

async function review(...args: readonly string[]) {
  const { context, printed, told } = playedContext();
  const code = await main(["review", ...args], context);
  return { code, printed: printed(), told: told() };
}

function fileOf(content: string | Uint8Array, name = "plan.json"): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

const reviewOf = (content: string | Uint8Array, ...args: readonly string[]) => review(fileOf(content), ...args);

/** A plan with one resource of these attributes; texts of JSON, so that numbers stand as they are written. */
const planJson = (change: string, resource = "", plan = ""): string =>
  `{"format_version":"1.2"${plan},"resource_changes":[{"address":"a.b","mode":"managed","type":"a","name":"b"${resource},"change":${change}}]}`;
const updated = (before: string, after: string): string =>
  planJson(`{"actions":["update"],"before":${before},"after":${after},"after_unknown":{}}`);

/** What the command tells and answers for these files, without a model of our stacks, which no refusal needs. */
async function refusal(...files: readonly string[]): Promise<string> {
  try {
    await plansIn(files, Readable.from([]));
    return "it is read";
  } catch (error) {
    if (!isMistake(error)) throw error;
    return `${error.message}\n${error.remedy}`;
  }
}

/** One sentence on what was found, one on what to do. */
async function expectRefusal(found: RegExp, ...files: readonly string[]): Promise<void> {
  const told = await refusal(...files);
  expect(told).toMatch(found);
  expect(told.split("\n")).toHaveLength(2);
}

describe("quantflow review of a file that holds no plan says what it holds and what to do", () => {
  it.each([
    ["nothing", "", /is empty; .*terraform show -json/s],
    ["only blanks", " \n\t", /is empty/],
    ["a saved plan in its binary form", "PK\u0003\u0004rest", /binary form.*terraform show -json/s],
    ["a compressed one", Buffer.from([0x1f, 0x8b, 8]), /compressed.*gunzip/s],
    ["a byte order mark", `\ufeff${real}`, /byte order mark.*UTF-8/s],
    ["UTF-16 as PowerShell writes it", Buffer.from(`\ufeff${real}`, "utf16le"), /UTF-16.*UTF-8/s],
    ["a state", '{"version":4,"serial":3,"lineage":"x","resources":[]}', /a state file.*terraform plan/s],
    ["a state as it is shown", '{"format_version":"1.0","values":{}}', /a state, as/],
    ["an empty state as it is shown", '{"format_version":"1.0"}', /an empty state/],
    [
      "messages of a plan",
      '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}\n',
      /terraform plan -json/,
    ],
    ["provider schemas", '{"format_version":"1.0","provider_schemas":{}}', /provider schemas/],
    [
      "OpenTofu's encrypted plan",
      '{"meta":{},"encrypted_data":"x","encryption_version":"v0"}',
      /encrypted.*show -json/s,
    ],
    ["HTML of a login page", "<!doctype html><title>Sign in</title>", /HTML/],
    ["a list", "[]", /begins with byte 91/],
    ["a number", "1e400", /begins with byte/],
    ["what Terraform prints for people", "Terraform will perform the following actions:", /begins with byte/],
    ["NUL bytes", Buffer.alloc(64), /begins with byte 0/],
    [
      "half a surrogate",
      Buffer.concat([Buffer.from('{"format_version":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
      /not a plan/,
    ],
    ["a plan and more", `${real}\n{}`, /something follows the plan/],
  ])("%s", async (_, content, found) => {
    await expectRefusal(found, fileOf(content));
  });

  it.each(["0.1", "0.2", "2.0", "10.0", "1", "one"])("a plan of format %s", async (version) => {
    await expectRefusal(
      /1\.x is read.*Terraform 1\.1/s,
      fileOf(`{"format_version":"${version}","resource_changes":[]}`),
    );
  });

  it.each(Array.from({ length: 49 }, (_, at) => at + 1))("a real plan cut at %i fiftieths", async (fiftieth) => {
    const end = Math.floor((real.length * fiftieth) / 50);
    await expectRefusal(new RegExp(`ends at byte ${end}\\b`), fileOf(real.subarray(0, end)));
  });

  it.each([
    ["a missing file", () => join(temporaryFolder(), "none.json"), /none\.json cannot be read/],
    ["a folder", () => temporaryFolder(), /cannot be read.*terraform show -json/s],
    ["/dev/null", () => "/dev/null", /\/dev\/null: not a plan: it is empty/],
  ])("%s", async (_, path, found) => {
    await expectRefusal(found, path());
  });

  it("a standard input that is closed", async () => {
    await expectRefusal(/standard input: not a plan: it is empty/, "-");
  });

  it("and the command answers 1, prints nothing and shows no stack", async () => {
    const { code, printed, told } = await reviewOf(real.subarray(0, 1_000));
    expect([code, printed]).toEqual([1, ""]);
    expect(told).toMatch(/the plan ends at byte 1000.*terraform show -json/s);
    expect(told).not.toMatch(/^\s+at /m);
  });

  it("a value nested deeper than any program can walk", async () => {
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    await expectRefusal(
      /resource_changes\[?0?\]? is nested more than 500 levels deep/,
      fileOf(updated('{"a":1}', deep)),
    );
  });

  it("the one of several, by its name", async () => {
    await expectRefusal(/content\.json: the plan ends at byte 1/, recording("created"), fileOf("{", "content.json"));
  });

  it("two plans of one name", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "other"));
    const [one, other] = [join(folder, "platform.json"), join(folder, "other", "platform.json")];
    for (const file of [one, other]) writeFileSync(file, real);
    await expectRefusal(/second plan that is named platform.*Name each file as its stack/s, one, other);
  });
});

describe("quantflow review reads", () => {
  it.each(["1.0", "1.1", "1.2", "1.99"])("a plan of format %s", async (version) => {
    const { code, printed } = await reviewOf(planJson('{"actions":["no-op"]}').replace('"1.2"', `"${version}"`));
    expect([code, printed]).toEqual([0, "Nothing changes."]);
  });

  it.each([
    ["64-bit integers with every digit", "9223372036854775807", "9223372036854775806"],
    ["negative ones", "-9223372036854775808", "-9223372036854775807"],
    ["numbers beyond any", "1e400", "1e401"],
    ["a thousand digits", `1${"0".repeat(30)}1`, `1${"0".repeat(30)}2`],
  ])("%s", async (_, before, after) => {
    const { printed } = await reviewOf(updated(`{"size":${before}}`, `{"size":${after}}`), "--format", "json");
    expect(JSON.parse(printed).effects[0].differences).toEqual([`size: ${before} -> ${after}`]);
  });

  it("digits inside texts as they stand", async () => {
    const text = String.raw`"a \"12345678901234567890\" [12345678901234567890, 1e999] \\"`;
    const { printed } = await reviewOf(updated('{"note":""}', `{"note":${text}}`), "--format", "json");
    expect(JSON.parse(printed).effects[0].differences[0]).toContain(JSON.parse(text));
  });

  it("of a key that stands twice the last, as Terraform does", async () => {
    const { printed } = await reviewOf(updated('{"a":"x"}', '{"a":"first","a":"last"}'));
    expect(printed).toContain("a: x -> last");
  });

  it("keys that JavaScript knows otherwise, and is not changed by them", async () => {
    const after = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":"x"}';
    const { code, printed } = await reviewOf(updated('{"__proto__":{}}', after));
    expect(code).toBe(2);
    expect(printed).toContain("__proto__");
    expect("polluted" in {}).toBe(false);
  });

  it("values that are unknown everywhere, also where the marks do not fit", async () => {
    for (const unknown of ["true", '{"a":true,"b":[true],"c":{"d":true}}', '["x"]', "null", "5"]) {
      const change = `{"actions":["update"],"before":{"a":1},"after":{"a":null},"after_unknown":${unknown},"after_sensitive":${unknown}}`;
      expect((await reviewOf(planJson(change))).code).toBe(2);
    }
  });
});

describe("a known secret that redaction cannot take out", () => {
  const secret = 'correct"horse/battery+staple%4711';
  const forms: readonly (readonly [string, string])[] = [
    ["as it is", secret],
    ["in base64", Buffer.from(secret).toString("base64")],
    ["in base64 within more", Buffer.from(`user:${secret}!`).toString("base64")],
    ["in a URL", encodeURIComponent(secret)],
    ["in JSON", JSON.stringify({ password: secret })],
  ];

  it.each(forms)("withholds the review: %s", async (_, title) => {
    const path = join(temporaryFolder(), "admin-password");
    writeFileSync(path, secret, { mode: 0o600 });
    for (const format of ["markdown", "html"]) {
      const out = join(temporaryFolder(), "review");
      const { context, printed, told } = playedContext({ variables: { QUANTFLOW_SECRET_ADMIN_PASSWORD_FILE: path } });
      const asked = ["review", recording("created"), "--format", format, "--title", title, "--out", out];
      expect(await main(asked, context)).toBe(4);
      expect(printed()).toBe("");
      expect(existsSync(out)).toBe(false);
      expect(told()).toContain("review/secret-would-leak");
      expect(told()).not.toContain(title);
    }
  });
});
