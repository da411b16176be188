import type { Unit } from "../../../metrics/units.ts";
import type { Finding } from "../../../promql/checker/check.ts";
import type { TextCheck, TextSubject } from "../check.ts";
import type { Action } from "../template/tokens.ts";

/** What a function takes its value for; a function that is not here takes any. */
const TAKES: Readonly<Record<string, readonly Unit[]>> = {
  humanizeDuration: ["seconds"],
  humanizePercentage: ["ratio", "seconds/s", "ratio/s"],
  humanize1024: ["bytes", "bytes/s"],
  humanizeTimestamp: ["timestamp"],
  toTime: ["timestamp"],
  toDuration: ["seconds"],
};
const FITTING: Readonly<Partial<Record<Unit, string>>> = {
  seconds: "humanizeDuration",
  ratio: "humanizePercentage",
  "seconds/s": "humanizePercentage",
  bytes: "humanize1024",
  "bytes/s": "humanize1024",
  timestamp: "humanizeTimestamp",
};

/** What stands behind a value, and the units that it fits; none: it fits no unit as it comes. */
const SUFFIXES: readonly (readonly [RegExp, readonly Unit[]])[] = [
  [/^\s?(?:%|percent\b)/, []],
  [/^\s?(?:ms|milliseconds?|min|minutes?|hours?)\b/, []],
  [/^\s?(?:s|sec|seconds?)\b/, ["seconds"]],
  [/^\s?(?:[kKMGT]i?B|kilobytes|megabytes|gigabytes)\b/, []],
  [/^\s?(?:B|bytes?)\b(?!\s*(?:\/|per))/, ["bytes"]],
  [/^(?:\s[a-z]+)?\s?(?:\/|per )\s?(?:m|min|minute|h|hour|d|day)\b/, []],
];

export const valueUnit: TextCheck = {
  id: "text/value",
  summary: "A value told in another unit",
  why: "$value is the expression's value in its base unit: seconds, bytes, a share of one, so many a second. A text that calls it milliseconds or a percentage is wrong by a factor, and nothing says so.",
  bad: [
    { expr: "queue_bytes / size_bytes > 0.9", annotations: { summary: "{{ $value }}% full" } },
    { expr: "queue_bytes > 5", annotations: { summary: "{{ $value | humanizePercentage }} waiting" } },
    { expr: "rate(calls_total[5m]) < 1", annotations: { summary: "{{ $value }} calls per minute" } },
    { expr: "time() - last_event_timestamp_seconds > 60", annotations: { summary: "{{ $value }} ms old" } },
  ],
  good: [
    { expr: "queue_bytes / size_bytes > 0.9", annotations: { summary: "{{ $value | humanizePercentage }} full" } },
    { expr: "queue_bytes > 5", annotations: { summary: "{{ $value | humanize1024 }}B waiting" } },
    { expr: "rate(calls_total[5m]) < 1", annotations: { summary: "{{ $value }} calls per second" } },
    { expr: "time() - last_event_timestamp_seconds > 60", annotations: { summary: "{{ $value }} seconds old" } },
  ],
  run: (subject) => subject.template.actions.flatMap((action) => wrong(action, subject)),
};

function wrong(action: Action, { text, rule: { unit } }: TextSubject): readonly Finding[] {
  if (unit === undefined || !action.tokens.some((token) => token.text === "$value" || token.text === ".Value"))
    return [];
  const called = action.tokens.filter((token) => token.kind === "word" && token.text in TAKES);
  const taken = called.flatMap((token) =>
    TAKES[token.text]?.includes(unit)
      ? []
      : [
          {
            from: token.from,
            to: token.to,
            message: `the value is in ${unit}, which ${token.text} takes for another unit`,
          },
        ],
  );
  const rest = text.slice(action.to);
  const suffix = SUFFIXES.find(([pattern]) => pattern.test(rest));
  const said = suffix?.[0].exec(rest)?.[0];
  if (said === undefined || suffix?.[1].includes(unit) || called.length > 0) return taken;
  const fitting = FITTING[unit] ? `: write {{ $value | ${FITTING[unit]} }} and leave the unit out` : "";
  const message = `the value is in ${unit}, and the text says ${JSON.stringify(said.trim())}${fitting}`;
  return [...taken, { from: action.from, to: action.to + said.length, message }];
}
