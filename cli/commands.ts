import type { Command, Options } from "./command.ts";

/** A line of `quantflow --help`. The command's file is loaded only when it runs or is asked for its own help. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command<Options>>;
}

/** Every command, in the order of a day's work. */
export const COMMANDS: readonly Entry[] = [
  {
    name: "up",
    summary: "start the platform and its monitoring, or bring it up to date",
    load: async () => (await import("./up.ts")).up,
  },
  {
    name: "status",
    summary: "what runs, which targets answer, which alerts fire",
    load: async () => (await import("./status.ts")).status,
  },
  {
    name: "down",
    summary: "stop everything; the data stays",
    load: async () => (await import("./down.ts")).down,
  },
  {
    name: "doctor",
    summary: "check this machine, and say how to mend what is missing",
    load: async () => (await import("./doctor.ts")).doctor,
  },
  {
    name: "alerts test",
    summary: "send a test alert to every receiver and see it arrive",
    load: async () => (await import("./alerts.ts")).test,
  },
  {
    name: "exchange",
    summary: "make the simulated exchange stall, drop, delay or misbehave",
    load: async () => (await import("./exchange.ts")).exchange,
  },
  {
    name: "secrets list",
    summary: "which secrets exist and who reads them; never a value",
    load: async () => (await import("./secrets.ts")).list,
  },
  {
    name: "secrets push",
    summary: "make what is missing, and hand the secrets to the services",
    load: async () => (await import("./secrets.ts")).push,
  },
  {
    name: "secrets rotate",
    summary: "give a secret a new value everywhere",
    load: async () => (await import("./secrets.ts")).rotate,
  },
  {
    name: "secrets export",
    summary: "the services' secret files in a folder, for docker compose",
    load: async () => (await import("./secrets.ts")).exportAll,
  },
  {
    name: "backup",
    summary: "write the data of every service into one encrypted file, while they work",
    load: async () => (await import("./backup.ts")).backup,
  },
  {
    name: "backup list",
    summary: "the backups in a folder",
    load: async () => (await import("./backup.ts")).list,
  },
  {
    name: "backup verify",
    summary: "read a backup to its last byte, and say what is in it",
    load: async () => (await import("./backup.ts")).verify,
  },
  {
    name: "restore",
    summary: "put a backup's data into an empty instance, or in the place of what is there",
    load: async () => (await import("./restore.ts")).restore,
  },
  {
    name: "images",
    summary: "pull or build every image of an environment, without starting anything",
    load: async () => (await import("./images.ts")).images,
  },
  {
    name: "outdated",
    summary: "what is older than its newest version, of everything that is pinned",
    load: async () => (await import("./outdated.ts")).outdated,
  },
  {
    name: "supply-chain",
    summary: "whether everything that comes from elsewhere is held to its content and its licence",
    load: async () => (await import("./supply-chain.ts")).supplyChain,
  },
  {
    name: "render",
    summary: "write everything as plain files: configuration, dashboards, Compose, Kubernetes",
    load: async () => (await import("./render.ts")).render,
  },
  {
    name: "routes push",
    summary: "write routes and receivers into a hosted Alertmanager, where an environment has one",
    load: async () => (await import("./routes.ts")).push,
  },
  {
    name: "rules push",
    summary: "write the rules into a hosted ruler, where an environment has one",
    load: async () => (await import("./rules.ts")).push,
  },
  {
    name: "plan",
    summary: "plan every stack, review the plans, and seal them for apply",
    load: async () => (await import("./plan.ts")).plan,
  },
  {
    name: "apply",
    summary: "do exactly what was planned and reviewed",
    load: async () => (await import("./apply.ts")).apply,
  },
  {
    name: "review",
    summary: "what a Terraform plan does to what runs, in an operator's words",
    load: async () => (await import("./review.ts")).review,
  },
  {
    name: "drift",
    summary: "who differs from what was applied last: the world, the code or both",
    load: async () => (await import("./drift.ts")).drift,
  },
  {
    name: "comment",
    summary: "write a review as the one comment on its pull request, or update it",
    load: async () => (await import("./comment.ts")).comment,
  },
  {
    name: "dashboards list",
    summary: "every dashboard of the code, and the question that it answers",
    load: async () => (await import("./dashboards-list.ts")).list,
  },
  {
    name: "dashboards preview",
    summary: "see the dashboards of the code in a browser, without a Grafana",
    load: async () => (await import("./dashboards-preview.ts")).preview,
  },
  {
    name: "dashboards screenshot",
    summary: "pictures of the dashboards of the code, and of what is empty on them",
    load: async () => (await import("./dashboards-screenshot.ts")).screenshot,
  },
  {
    name: "dashboards lint",
    summary: "judge dashboards: queries, units, variables, links, alerts, layout",
    load: async () => (await import("./dashboards-lint.ts")).lint,
  },
  {
    name: "dashboards diff",
    summary: "what was edited in Grafana, and what in the code, since it was last applied",
    load: async () => (await import("./dashboards-diff.ts")).diff,
  },
  {
    name: "dashboards pull",
    summary: "bring what was edited in Grafana back into the code",
    load: async () => (await import("./dashboards-pull.ts")).pull,
  },
  {
    name: "dashboards import",
    summary: "any Grafana dashboard's JSON as TypeScript",
    load: async () => (await import("./dashboards-import.ts")).importFile,
  },
  {
    name: "promql check",
    summary: "judge PromQL expressions: syntax, types, metrics, labels, units",
    load: async () => (await import("./promql.ts")).check,
  },
  {
    name: "catalogue",
    summary: "every metric: who exposes it, its type, unit, labels and cost, and the sizing that follows",
    load: async () => (await import("./catalogue.ts")).catalogue,
  },
  {
    name: "catalogue record",
    summary: "write down what the running services export, for the checker and the sizing",
    load: async () => (await import("./catalogue-record.ts")).record,
  },
  {
    name: "check",
    summary: "types, style, rules, routes, targets; needs no engine",
    load: async () => (await import("./check.ts")).check,
  },
  {
    name: "test",
    summary: "check, every test, and one end-to-end run on a real engine",
    load: async () => (await import("./test.ts")).test,
  },
];
