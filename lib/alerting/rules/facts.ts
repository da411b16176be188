import type { Unit } from "../../metrics/units.ts";
import type { Alert, Facts } from "./alert.ts";

/** Go templates of Prometheus, by unit. `humanize` is left out on purpose: it prints 0.03 as `30m`. */
const VALUE: Readonly<Record<Unit, string>> = {
  seconds: "{{ $value | humanizeDuration }}",
  "seconds/s": "{{ $value | humanizePercentage }}",
  bytes: "{{ $value | humanize1024 }}B",
  "bytes/s": "{{ $value | humanize1024 }}B per second",
  ratio: "{{ $value | humanizePercentage }}",
  "ratio/s": "{{ $value | humanizePercentage }} per second",
  items: '{{ printf "%.0f" $value }}',
  "items/s": '{{ printf "%.3g" $value }} per second',
  usdt: '{{ printf "%.2f" $value }} USDT',
  "usdt/s": '{{ printf "%.2f" $value }} USDT per second',
  timestamp: "{{ $value | humanizeTimestamp }}",
  "timestamp/s": '{{ printf "%.3g" $value }}',
  boolean: '{{ printf "%.0f" $value }}',
  "boolean/s": '{{ printf "%.3g" $value }} per second',
};

/** What an alert's texts are filled with: templates where Prometheus knows the value, the rule's own values elsewhere. */
export const factsOf = ({ condition, for: held }: Alert): Facts<string> => ({
  label: Object.fromEntries(condition.labels.map((label) => [label, `{{ $labels.${label} }}`])),
  value: VALUE[condition.unit],
  threshold: condition.threshold.text,
  for: held?.text ?? "",
  time: (duration) => duration.text,
});
