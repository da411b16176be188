import { counter, type LabelDomain, type LabelDomains } from "../definitions.ts";
import { OVERFLOW } from "../label-sets.ts";
import type { Convention } from "./convention.ts";

const labelled = (labels: LabelDomains) => [
  counter({ name: "quantflow_trades_total", help: "Fills of the portfolio.", unit: "items", labels }),
];
const good = [labelled({ symbol: { upTo: 50 }, side: ["buy", "sell"] }), labelled({})];
const found = (labels: LabelDomains, wrong: (label: string, domain: LabelDomain) => string | undefined) =>
  Object.entries(labels).flatMap(([label, domain]) => wrong(label, domain) ?? []);

export const labelCharacters: Convention = {
  id: "label/characters",
  summary: "A label's name is words in lower case, joined by single underscores",
  why: "Prometheus takes letters, digits and underscores; a query would need quotes around anything else.",
  bad: [labelled({ "order-side": ["buy"] }), labelled({ "1st": ["buy"] }), labelled({ orderSide: ["buy"] })],
  good,
  run: ({ domains }) =>
    found(domains, (label) =>
      reserved(label) || /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(label)
        ? undefined
        : `has the label ${JSON.stringify(label)}: write words in lower case with underscores between them`,
    ),
};

const OWNERS: Readonly<Record<string, string>> = {
  le: "the buckets of a histogram",
  quantile: "a summary",
  job: "Prometheus, for the target",
  instance: "Prometheus, for the target",
  alertname: "Prometheus, for its alerts",
  alertstate: "Prometheus, for its alerts",
};
const reserved = (label: string): string | undefined =>
  label.startsWith("__") ? "Prometheus itself" : Object.hasOwn(OWNERS, label) ? OWNERS[label] : undefined;

export const reservedLabel: Convention = {
  id: "label/reserved",
  summary: "A label is none that Prometheus or a type puts on",
  why: "Prometheus renames or drops ours, so every query for it matches the wrong thing or nothing.",
  bad: ["le", "quantile", "job", "instance", "__name__", "__x"].map((label) => labelled({ [label]: ["a"] })),
  good,
  run: ({ domains }) =>
    found(domains, (label) => {
      const owner = reserved(label);
      return owner && `has the label ${label}, which belongs to ${owner}: give it another name`;
    }),
};

export const labelValues: Convention = {
  id: "label/values",
  summary: "A label's values are bounded: a list of different words, or a whole number of them",
  why: "The bound is what a metric costs at most; without one a single label can fill Prometheus.",
  bad: [
    labelled({ side: [] }),
    labelled({ side: ["buy", "buy"] }),
    labelled({ side: ["buy", ""] }),
    labelled({ side: ["buy", "other"] }),
    labelled({ symbol: { upTo: 0 } }),
    labelled({ symbol: { upTo: 2.5 } }),
    labelled({ symbol: { upTo: 50, usually: 51 } }),
    labelled({ symbol: { upTo: Number.POSITIVE_INFINITY } }),
  ],
  good,
  run: ({ domains }) =>
    found(domains, (label, domain) => {
      const wrong = "upTo" in domain ? wrongCap(domain) : wrongList(domain);
      return wrong && `has the label ${label} ${wrong}`;
    }),
};

function wrongCap({ upTo, usually = upTo }: Exclude<LabelDomain, readonly string[]>): string | undefined {
  const isCount = (value: number) => Number.isSafeInteger(value) && value > 0;
  if (!isCount(upTo)) return `with up to ${upTo} values: write a whole number from 1`;
  return isCount(usually) && usually <= upTo
    ? undefined
    : `with usually ${usually} values of ${upTo}: write a whole number from 1 to ${upTo}`;
}

function wrongList(values: readonly string[]): string | undefined {
  if (values.length === 0) return "without values: list them, or write { upTo: n }";
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) return `with ${JSON.stringify(twice)} twice: list it once`;
  if (values.includes("")) return 'with the value "", which is the same as no label: name it';
  return values.includes(OVERFLOW)
    ? `with the value "${OVERFLOW}", where the recorder keeps strays: name it`
    : undefined;
}
