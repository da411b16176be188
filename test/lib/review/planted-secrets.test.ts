import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differsOf } from "../../../cli/review/differs.ts";
import { modelOf, siteOf } from "../../../cli/stack/site.ts";
import { html, json, markdown, ReviewError, readPlan, terminal } from "../../../lib/review/index.ts";
import { playedContext } from "../../cli/fixtures.ts";
import { KINDS, type Kind, UNSEEN } from "./planted-kinds.ts";
import { PLACES, type Planted } from "./planted-places.ts";
import { readings } from "./readings.ts";
import { reviewed } from "./reviewed.ts";

const { context } = playedContext();
const differs = differsOf(modelOf(siteOf(context, undefined)));
const bytes = (plan: object): Buffer => Buffer.from(JSON.stringify(plan));

/** All that is ever published of a review, once its own check let it through. */
async function published(plan: object, secrets: readonly string[] = []): Promise<readonly string[]> {
  const { verdict, requireClean } = await reviewed(bytes(plan), { differs, secrets });
  const outputs = [
    markdown(verdict, { title: "Review" }),
    html(verdict, { title: "Review" }),
    json(verdict),
    terminal(verdict, { paint: (_, text) => text, width: 100 }),
  ];
  for (const output of outputs) requireClean(output);
  return outputs;
}

const shows = (output: string, { secrets }: Kind): boolean =>
  readings(output).some((reading) => secrets.some((secret) => reading.includes(secret)));

/** The places of which some output shows the secret. */
async function leaking(kind: Kind, known: readonly string[] = []): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [place, planted] of Object.entries(PLACES)) {
    const outputs = await published(planted(kind.written), known);
    if (outputs.some((output) => shows(output, kind))) found.push(place);
  }
  return found;
}

describe("a planted secret", () => {
  it("is of fifty kinds and more, each of which would be seen", async () => {
    expect(Object.keys(KINDS).length).toBeGreaterThanOrEqual(50);
    for (const kind of Object.values(KINDS)) expect(shows(JSON.stringify(kind.written), kind)).toBe(true);
  });

  it.each(Object.entries(KINDS))("is in no output, wherever it stands: %s", async (_, kind) => {
    expect(await leaking(kind)).toEqual([]);
  });

  it.each(Object.entries(UNSEEN))("that is known by its value is in no output: %s", async (_, kind) => {
    expect(await leaking(kind, kind.secrets)).toEqual([]);
  });

  it.each(Object.entries(UNSEEN))("that Terraform marks is in no output: %s", async (_, kind) => {
    const marked = { note: true, list: [false, true], set: true, map: { b: true } };
    const value = (text: string | number) => ({
      note: text,
      list: ["a", text],
      set: ["a", text],
      map: { a: 1, b: text },
    });
    const after = value(kind.written === "4929123456781234" ? Number(kind.written) : kind.written);
    const change = { actions: ["update"], before: value("before"), after, after_sensitive: marked };
    const resource = { address: "a.b", mode: "managed", type: "a", name: "b", change };
    const outputs = await published({ format_version: "1.2", resource_changes: [resource] });
    expect(outputs.filter((output) => shows(output, kind))).toEqual([]);
    expect(outputs[2]).toContain("secret changed");
  });
});

/** How whoever wrote the plan may have written the secret. */
const FORMS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  "in a sentence": (text) => `the value is ${text} now`,
  "in quotes": (text) => `"${text}"`,
  "as JSON writes it": (text) => JSON.stringify({ to: text }),
  "as JSON in JSON": (text) => JSON.stringify({ at: JSON.stringify({ to: text }) }),
  "in a list": (text) => `a,${text},b`,
  "on a line of its own": (text) => `one\n${text}\nthree`,
  "with carriage returns": (text) => `one\r\n${text}\r\nthree`,
};

const forms = fc.constantFrom(...Object.keys(FORMS));
const places = fc.constantFrom(...Object.keys(PLACES));
const written = (form: string, text: string): string => FORMS[form]?.(text) ?? text;
const planFor = (place: string, text: string): object => (PLACES[place] as Planted)(text);

/** Nothing is published where the last check finds what redaction could not. */
async function publishedOrWithheld(plan: object, secrets: readonly string[] = []): Promise<readonly string[]> {
  try {
    return await published(plan, secrets);
  } catch (error) {
    if (error instanceof ReviewError && error.code === "review/secret-would-leak") return [];
    throw error;
  }
}

describe("any secret in any form at any place", () => {
  it("is in no output where it gives itself away", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(KINDS)), places, forms, async (name, place, form) => {
        const kind = KINDS[name] as Kind;
        const outputs = await publishedOrWithheld(planFor(place, written(form, kind.written)));
        return !outputs.some((output) => shows(output, kind));
      }),
      { numRuns: 150 },
    );
  });

  it("is in no output where it is known, also in base64 and in a URL", async () => {
    const secrets = fc
      .string({ unit: "grapheme", minLength: 10, maxLength: 40 })
      .filter((text) => /^\S{10,}$/u.test(text));
    const encodings = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => Buffer.from(text).toString("base64"),
      (text) => Buffer.from(text).toString("base64url"),
      (text) => encodeURIComponent(text),
    );
    await fc.assert(
      fc.asyncProperty(secrets, places, forms, encodings, async (secret, place, form, encode) => {
        const outputs = await publishedOrWithheld(planFor(place, written(form, encode(secret))), [secret]);
        return !outputs.some((output) => shows(output, { written: secret, secrets: [secret] }));
      }),
      { numRuns: 150 },
    );
  });
});

describe("a secret that a writer of YAML broke over two lines", () => {
  it("is never shown joined", async () => {
    const token = `ghp_${"aB3dE5gH7jK9mN1p".repeat(2)}`;
    const file = (text: string) => ({ upload: [{ file: "/a.yml", content: `a:\n  to: "${text}"\nb: 1\n` }] });
    const broken = `it: ${token.slice(0, 12)}\\\n    ${token.slice(12)}`;
    const change = { actions: ["update"], before: file("before"), after: file(broken) };
    const resource = { address: "a.b", mode: "managed", type: "a", name: "b", change };
    const outputs = publishedOrWithheld({ format_version: "1.2", resource_changes: [resource] });
    expect((await outputs).filter((output) => output.includes(token))).toEqual([]);
  });
});

describe("the refusal of a plan", () => {
  const secret = `ghp_${"aB3dE5gH7jK9".repeat(3)}`;
  const resource = { address: `a.b["${secret}"]`, mode: "managed", type: "a", name: "b" };

  it.each([
    ["of another format", { format_version: secret, errored: false }],
    ["without a change's actions", { format_version: "1.2", resource_changes: [resource] }],
    [
      "without a change's type",
      { format_version: "1.2", resource_changes: [{ address: resource.address, change: { actions: ["read"] } }] },
    ],
    ["without an output's actions", { format_version: "1.2", output_changes: { [secret]: {} } }],
    ["with changes that are no list", { format_version: "1.2", resource_changes: secret }],
    ["that is no plan", { [secret]: secret }],
  ])("%s shows no secret", (_, plan) => {
    expect(() => readPlan(bytes(plan))).toThrow(/^(?!.*ghp_)/s);
  });

  it("that is cut off or broken anywhere shows none", () => {
    const plan = bytes({ format_version: "1.2", [secret]: [secret, { [secret]: secret }], resource_changes: [secret] });
    for (let end = 1; end < plan.length; end++) {
      expect(() => readPlan(plan.subarray(0, end))).toThrow(/^(?!.*ghp_)/s);
      const broken = Buffer.from(plan);
      broken[end] = 0x2b;
      expect(refusalOf(broken)).not.toContain("ghp_");
    }
  });
});

function refusalOf(plan: Uint8Array): string {
  try {
    readPlan(plan);
    return "";
  } catch (error) {
    return String(error);
  }
}
