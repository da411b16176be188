/**
 * Which way imports point: a folder's modules may import those of the folders listed and their own. The longest name
 * that matches decides, so `lib/metrics` is not `lib`.
 */
const model = ["lib/metrics", "lib/promql", "lib/services", "lib/alerting"];
const lib = [...model, "lib/dashboards", "lib/renderings"];
/** What decides in the application; everything that does I/O stands around it. */
const pure = ["app/engine", "app/strategies", "app/portfolio", "app/errors.ts"];
const recorded = ["metrics", "lib/metrics"];

export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "lib/metrics": [],
  "lib/promql": ["lib/metrics"],
  "lib/services": ["lib/metrics"],
  "lib/alerting": ["lib/metrics", "lib/promql", "lib/services"],
  "lib/dashboards": model,
  // A package of its own, which a browser runs.
  "lib/dashboards/preview/page": [],
  "lib/renderings": [...model, "lib/dashboards"],
  "lib/review": [],
  metrics: ["lib/metrics"],
  "app/engine": [...pure, ...recorded],
  "app/strategies": pure,
  "app/portfolio": pure,
  app: ["app", ...recorded],
  rules: ["metrics", ...model],
  dashboards: ["rules", "metrics", ...model, "lib/dashboards"],
  stacks: ["dashboards", "rules", "metrics", ...lib, "lib/review"],
  examples: ["dashboards", "rules", "metrics", ...model, "lib/dashboards"],
  // What goes into an image is named by path; only its packages are imported.
  images: [],
  cli: ["images", "stacks", "dashboards", "rules", "metrics", ...lib, "lib/review"],
  // Breaks what the command line brought up, by what it knows of it.
  faults: ["cli", "stacks", "lib/metrics", "lib/services", "lib/alerting", "lib/renderings"],
  "main.ts": ["stacks", "lib/renderings"],
};

/** Packages that one place alone may import, so that they can be replaced there. */
export const ONLY_IN: readonly {
  readonly packages: RegExp;
  readonly places: readonly string[];
  readonly why: string;
}[] = [
  {
    packages: /^(cdktf|constructs)(\/|$)/,
    places: ["lib/renderings/terraform.ts"],
    why: "moving to a successor of cdktf is then one line",
  },
  {
    packages: /^@cdktf\//,
    places: ["lib/renderings/"],
    why: "only a rendering knows a provider",
  },
  {
    packages: /^(express|ws|pg|redis|prom-client|pino)(\/|$)/,
    places: ["app/", "lib/metrics/"],
    why: "they are the application's: nothing else serves or stores",
  },
];

/** Folders whose `index.ts` does nothing but re-export. */
export const ONLY_REEXPORT = ["lib/"];
