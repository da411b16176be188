import fc from "fast-check";
import { type Effect, HAPPENINGS, type Refusal, type Verdict } from "../../../../lib/review/verdict/verdict.ts";

const hostile = fc.constantFrom(
  ..."`|[]()!<>&\"'*_~#@-=:/\\$\n\r\t\u0000\u001b\u007f\u009b\u200b\u202e\u2066\ufeff\ud800 1.",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "</details></style></title>",
  "-->",
  "--!>",
  "<!--",
  "![a](https://a.example/b.png)",
  "[a](javascript:alert(1))",
  "[a]: https://a.example",
  "https://a.example",
  "www.a.example",
  "ops@a.example",
  "<https://a.example>",
  "@octocat",
  "#123",
  "GH-12",
  "owner/name#5",
  "0123456789abcdef0123456789abcdef01234567",
  "```\n",
  "`` ` ``",
  "\u001b]8;;https://a.example\u0007link\u001b]8;;\u0007",
  "\u001b[2J",
  "\n\n# heading\n\n- [ ] item\n",
  "\n\n    code\n\n---\n",
  "| a | b |\n|---|---|",
  "{{ constructor }}",
  "&#64;octocat",
  "service redis",
  "docker_container.redis",
);

/** Text as an attacker, or an unlucky name, would have it. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.oneof(hostile, fc.string({ unit: "grapheme" })), { maxLength: 8 }).map((parts) => parts.join("")),
  fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join(" ")),
  fc.string({ unit: "binary" }),
);

const texts = fc.array(text, { maxLength: 3 });

const effect: fc.Arbitrary<Effect> = fc.record({
  resource: text,
  stack: text,
  name: text,
  happens: fc.constantFrom(...HAPPENINGS),
  action: text,
  because: texts,
  says: texts,
  data: texts,
  dependents: texts,
  differences: fc.array(text, { maxLength: 15 }),
  warnings: texts,
});

const refusal: fc.Arbitrary<Refusal> = fc.record({
  policy: text,
  resource: text,
  message: text,
  remedy: text,
  alsoKnownAs: texts,
});

export const verdict: fc.Arbitrary<Verdict> = fc.record({
  outcome: fc.constantFrom("no change", "changes", "refused"),
  effects: fc.array(effect, { maxLength: 12 }),
  refusals: fc.array(refusal, { maxLength: 4 }),
  waived: texts,
  unwatched: texts,
  cautions: texts,
  stacks: texts,
});
