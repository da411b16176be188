import { type Arbitrary, array, constant, constantFrom, json, nat, oneof, string, tuple, uint8Array } from "fast-check";
import { parse as parseYaml } from "yaml";

/** Bytes that are more than they seem where a file is read: no UTF-8, no text, another line's end, another object's. */
const NASTY_BYTES: readonly Buffer[] = [
  Buffer.from([0]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xc0, 0xaf]),
  Buffer.from([0xed, 0xa0, 0x80]),
  ...[
    "\uFEFF",
    "\r\n",
    "\r",
    "\n\n",
    "\u2028",
    '"',
    "'",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "-",
    "#",
    "&a",
    "*a",
    "!!x",
  ],
  ...["__proto__", "1e999", "-1", "9".repeat(400), "\t", "${", "%{", "\\u0000", "\u202e", "{{", "}}"],
].map((piece) => Buffer.from(piece));

const joined = (...parts: readonly Uint8Array[]): Buffer => Buffer.concat(parts);

/** One place of the sample made another. */
const damagedAt = (sample: Buffer): Arbitrary<Buffer> =>
  tuple(
    nat(sample.length),
    nat(64),
    constantFrom("cut", "drop", "double", "change", "insert", "flip"),
    constantFrom(...NASTY_BYTES),
  ).map(([at, length, how, nasty]) => {
    const [before, piece, after] = [
      sample.subarray(0, at),
      sample.subarray(at, at + length),
      sample.subarray(at + length),
    ];
    const ways = {
      cut: () => before,
      drop: () => joined(before, after),
      double: () => joined(before, piece, piece, after),
      change: () => joined(before, nasty, after),
      insert: () => joined(before, nasty, piece, after),
      flip: () =>
        joined(
          before,
          piece.map((byte, index) => (index === 0 ? byte ^ (1 << (length % 8)) : byte)),
          after,
        ),
    };
    return ways[how]();
  });

/** All of the sample in another dress: as other systems and editors save it. */
const dressed = (sample: Buffer): Arbitrary<Buffer> => {
  const text = sample.toString("utf8");
  return constantFrom(
    Buffer.from(`\uFEFF${text}`),
    Buffer.from(text.replaceAll("\n", "\r\n")),
    Buffer.from(text, "utf16le"),
    Buffer.from(`${text}${text}`),
    Buffer.from(text.replaceAll("\n", "")),
    Buffer.from(text.toUpperCase()),
    sample.subarray(0, Math.floor(sample.length / 2)),
  );
};

/** Values that stand where another kind was meant; those that JavaScript cannot write are put in as text. */
const STRANGE: readonly unknown[] = [null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, "", "x", "-1", "__proto__"];
const STRANGE_TEXTS: readonly string[] = [
  "[]",
  "{}",
  "[null]",
  "[[]]",
  '{"__proto__":{"x":1}}',
  '{"constructor":1,"toString":null,"length":-1}',
  "1e999",
  "-1e999",
  "9".repeat(400),
  '"\\ud800"',
  `"${"a".repeat(10_000)}"`,
  `${"[".repeat(3_000)}${"]".repeat(3_000)}`,
  ...STRANGE.map((value) => JSON.stringify(value)),
];

const HOLE = "\u0001hole\u0001";

/** The value with a hole somewhere in it: `turns` choose the way down, and where they end the hole is. */
function withHole(value: unknown, turns: readonly number[]): unknown {
  const [turn, ...rest] = turns;
  if (turn === undefined || typeof value !== "object" || value === null) return HOLE;
  const entries = Object.entries(value);
  const chosen = entries[turn % entries.length];
  if (chosen === undefined) return HOLE;
  const changed = entries.map(([key, part]) => [key, key === chosen[0] ? withHole(part, rest) : part] as const);
  return Array.isArray(value) ? changed.map(([, part]) => part) : Object.fromEntries(changed);
}

/** The structure with another value, another key or nothing in one of its places, as JSON, which is YAML too. */
const misshapen = (structure: unknown): Arbitrary<Buffer> =>
  tuple(
    array(nat(1_000), { maxLength: 9 }),
    constantFrom(...STRANGE_TEXTS),
    constantFrom("value", "value", "value", "key", "gone"),
  ).map(([turns, strange, how]) => {
    const text = JSON.stringify(withHole(structure, turns), undefined, 1);
    const hole = JSON.stringify(HOLE);
    if (how === "value") return Buffer.from(text.replace(hole, () => strange));
    const key = /"(?:[^"\\]|\\.)*":\s*"\\u0001hole\\u0001",?/;
    return Buffer.from(
      how === "key"
        ? text.replace(key, () => '"__proto__":null,').replace(hole, "1")
        : text.replace(key, "").replace(hole, "1"),
    );
  });

/** What no sample leads to. */
const anything = oneof(
  json(),
  string({ unit: "binary", maxLength: 200 }),
  nat(20_000).map((depth) => "[".repeat(depth)),
  nat(20_000).map((depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`),
  nat(5_000).map((depth) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`),
  nat(2_000).map((depth) => "- ".repeat(depth)),
  nat(500).map((depth) => `a: &a [${"*a,".repeat(depth)}]`),
  constantFrom(
    "",
    " ",
    "\n",
    "\uFEFF",
    "null",
    "0",
    "[]",
    "{}",
    '""',
    "true",
    "-",
    "---\n---\n",
    "a: 1\na: 2\n",
    "1e999",
  ),
).map((text) => Buffer.from(text));

/** Of JSON, else of YAML, which takes a hundred times as long. */
function structureOf(text: string): unknown {
  for (const parse of [(json: string): unknown => JSON.parse(json), parseYaml])
    try {
      return parse(text);
    } catch {
      // A text of no such form has no structure to be damaged.
    }
  return undefined;
}

/** A sample that something went wrong with on its way, from a flipped bit to another file altogether. */
export function damaged(sample: Buffer): Arbitrary<Buffer> {
  const structure = structureOf(sample.toString("utf8"));
  const isStructure = typeof structure === "object" && structure !== null;
  return oneof(
    { weight: 4, arbitrary: damagedAt(sample) },
    { weight: 1, arbitrary: dressed(sample) },
    { weight: isStructure ? 8 : 1, arbitrary: isStructure ? misshapen(structure) : damagedAt(sample) },
    { weight: 2, arbitrary: anything },
    { weight: 1, arbitrary: uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: constant(sample) },
  );
}
