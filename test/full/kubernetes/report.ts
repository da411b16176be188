import type { Setting } from "../../../lib/renderings/kubernetes/monitoring/index.ts";
import type { Discovered } from "./discovering.ts";

/** What a run proved. */
export interface Proved {
  readonly operator: string;
  /** What a cluster is given, and the operator that it brings. */
  readonly chart: { readonly version: string; readonly operator: string };
  readonly apiServer: string;
  readonly prometheus: string;
  readonly alertmanagers: readonly string[];
  /** By kind. */
  readonly objects: ReadonlyMap<string, number>;
  readonly targets: readonly Discovered[];
  readonly alerts: number;
  readonly recordings: number;
  readonly proofs: number;
  readonly routed: number;
  readonly settings: readonly Setting[];
  readonly isProvable: (setting: Setting) => boolean;
  readonly seconds: number;
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

/** The report as a page. */
export const report = (proved: Proved): string =>
  `${[HEAD, summary(proved), "## Objects", objects(proved), "## Targets", TARGETS, targets(proved), "## Values of the chart", values(proved)].join("\n\n")}\n`;

const HEAD = `# What was proved of the Kubernetes rendering

Written by \`test/full/kubernetes.test.ts\`: \`QUANTFLOW_WRITE_REPORT=1 npx vitest run --project full test/full/kubernetes.test.ts\`.
Without the variable the same run is held against this page, but for the seconds.`;

const summary = (proved: Proved): string =>
  [
    row(["what", "is"]),
    row(["---", "---"]),
    row(["Prometheus operator, from its Go module", proved.operator]),
    row(["API server and controllers, from theirs", proved.apiServer]),
    row(["Prometheus that loaded what the operator generated", proved.prometheus]),
    row(["amtool that read Alertmanager's configuration", proved.alertmanagers.join(", ")]),
    row(["objects applied with server-side validation, without a warning", total([...proved.objects.values()])]),
    row(["targets that Prometheus found by the API", proved.targets.length]),
    row(["alerts loaded", proved.alerts]),
    row(["recording rules loaded", proved.recordings]),
    row(["proofs of alerts, by promtool, on the rules that the operator wrote", proved.proofs]),
    row(["alerts routed by amtool as on Docker", proved.routed]),
    row(["the whole of it", `${Math.round(proved.seconds)} s`]),
  ].join("\n");

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

const objects = ({ objects: counts }: Proved): string =>
  [row(["kind", "objects"]), row(["---", "---:"]), ...[...counts].sort().map(row)].join("\n");

const TARGETS = `As a real Prometheus found them through the API server: pods and endpoints were made by the real controllers from
our workloads; only their addresses are made up, for no kubelet runs. Grafana and the node exporter
are stand-ins for what the chart makes.`;

const targets = ({ targets: found }: Proved): string =>
  [
    row(["job", "instance", "asked"]),
    row(["---", "---", "---"]),
    ...found
      .map(({ labels, scrapeUrl }) => row([labels["job"] ?? "", stable(labels["instance"] ?? ""), stable(scrapeUrl)]))
      .sort(),
  ].join("\n");

/** A pod of a Deployment ends in letters drawn at random, and an address is given in the order of starting. */
const stable = (text: string): string =>
  text.replace(/-[a-z0-9]{8,10}-[a-z0-9]{5}(?=:)/, "-…").replace(/\b10\.\d+\.\d+\.\d+\b/, "…");

function values({ settings, isProvable, operator, chart }: Proved): string {
  const [proved, unproved] = [settings.filter(isProvable), settings.filter((one) => !isProvable(one))];
  return [
    `A cluster is given kube-prometheus-stack ${chart.version}, which brings operator ${chart.operator}; proved is ${operator}, the newest whose module is to be had.`,
    `${proved.length} of ${settings.length} values become fields of the Prometheus and Alertmanager resources, and are proved. The others are read`,
    "by the chart's own templates, which no package registry has; they are **not** proved:",
    "",
    ...unproved.map(({ at, why }) => `- \`${at}\`: ${why}`),
  ].join("\n");
}
