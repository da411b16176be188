import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactorOf } from "../../../../lib/review/secrets/redactor.ts";
import { change, plan } from "./plans.ts";

/** Eight characters at least, of every kind that something escapes. */
const secret = fc
  .string({ minLength: 8, maxLength: 60, unit: "grapheme" })
  .filter((text) => text === text.trim() && text.length >= 8 && !text.includes("«"));
const padding = fc.string({ maxLength: 5, unit: "grapheme-ascii" });

const html = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/&#(38|60|62);/g, (_, code) => NAMED[code] ?? "");
const NAMED: Readonly<Record<string, string>> = { "38": "&amp;", "60": "&lt;", "62": "&gt;" };

const WRITTEN: Readonly<Record<string, (secret: string, before: string, after: string) => string>> = {
  "as it is": (text, before, after) => before + text + after,
  JSON: (text, before, after) => JSON.stringify(before + text + after),
  "JSON in JSON": (text) => JSON.stringify(JSON.stringify({ a: text })),
  "a URL's part": (text) => `http://x/?a=${encodeURIComponent(text)}`,
  "a form's field": (text) => new URLSearchParams({ a: text }).toString(),
  HTML: (text) => `<p>${html(text)}</p>`,
  base64: (text, before, after) => Buffer.from(before + text + after).toString("base64"),
  "base64 of a URL": (text, before, after) => Buffer.from(before + text + after).toString("base64url"),
  hexadecimal: (text, before, after) => Buffer.from(before + text + after).toString("hex"),
};

describe("what would leak", () => {
  for (const [form, write] of Object.entries(WRITTEN)) {
    it(`is found written in ${form}`, () => {
      fc.assert(
        fc.property(secret, padding, padding, (text, before, after) => {
          const redactor = redactorOf({ plans: [], known: [text] });
          expect(() => redactor.requireClean(write(text, before, after))).toThrow(/^secret 1 \(handed in\) stands/);
        }),
      );
    });

    it(`is replaced where it is written in ${form}, and then passes`, () => {
      fc.assert(
        fc.property(secret, padding, padding, (text, before, after) => {
          const redactor = redactorOf({ plans: [], known: [text] });
          const clean = redactor.text(write(text, before, after));
          expect(clean).toContain("«secret ");
          expect(() => redactor.requireClean(clean)).not.toThrow();
        }),
      );
    });
  }

  it("is found through Markdown's escapes and a terminal's colours", () => {
    const redactor = redactorOf({ plans: [], known: ["tr0ub_4dor*3"] });
    expect(() => redactor.requireClean("a tr0ub\\_4dor\\*3")).toThrow(/secret 1/);
    expect(() => redactor.requireClean("a tr0ub\u001b[31m_4dor*3\u001b[0m")).toThrow(/secret 1/);
  });

  it("is a short secret as a whole word only, and none below four characters", () => {
    const redactor = redactorOf({ plans: [], known: ["abcde", "xyz"] });
    expect(() => redactor.requireClean("abcdef xabcde xyz")).not.toThrow();
    expect(() => redactor.requireClean("(abcde)")).toThrow(/secret 1/);
  });

  it("never shows the secret in its refusal", () => {
    const redactor = redactorOf({ plans: [], known: ["tr0ub4dor-and-3"] });
    expect(() => redactor.requireClean("tr0ub4dor-and-3")).toThrow(/^(?!.*tr0ub4dor)/);
  });
});

describe("redaction", () => {
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom("password=hunter2hunter", "tr0ub4dor-and-3", "token: abcdefgh12", "plain"),
      fc.string(),
      fc.integer(),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("password", "a", "env", "token"), tie("value"), { maxKeys: 3 }),
    ),
  })).value as fc.Arbitrary<null>;

  it("of what is redacted changes nothing", () => {
    fc.assert(
      fc.property(value, fc.boolean(), (after, marked) => {
        const each = change({ after, afterSensitive: marked });
        const redactor = redactorOf({ plans: [plan([each])], known: ["tr0ub4dor-and-3"] });
        const once = redactor.change(each);
        expect(redactor.change(once)).toEqual(once);
      }),
    );
  });

  it("of text that is redacted changes nothing", () => {
    fc.assert(
      fc.property(fc.string(), secret, fc.string(), (before, text, after) => {
        const redactor = redactorOf({ plans: [], known: [text] });
        const once = redactor.text(`${before} ${text} ${after}`);
        expect(redactor.text(once)).toBe(once);
      }),
    );
  });

  it("gives one value one name and two values two", () => {
    fc.assert(
      fc.property(secret, secret, (one, other) => {
        fc.pre(one !== other);
        const redactor = redactorOf({ plans: [], known: [] });
        const marked = (v: string) => redactor.change(change({ after: { v }, afterSensitive: { v: true } })).after;
        expect(marked(one)).toEqual(marked(one));
        expect(marked(one)).not.toEqual(marked(other));
      }),
    );
  });
});
