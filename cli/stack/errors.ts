import { CliError } from "../errors.ts";

export interface Holder {
  /** `container quantflow-app`, `process node (pid 4711)`; undefined when it cannot be known. */
  readonly by: string | undefined;
}

export const portsInUse = (
  ports: readonly ({ readonly port: number; readonly service: string } & Holder)[],
  offset: number,
): CliError =>
  new CliError(
    "stack/port-in-use",
    ports
      .map(
        ({ port, service, by }) =>
          `Port ${port} of 127.0.0.1, which ${service} needs, is in use${by ? ` by ${by}` : ""}.`,
      )
      .join("\n"),
    `End what holds it, or move every port: QUANTFLOW_PORT_OFFSET=${offset + 500} npm run up\nWith QUANTFLOW_INSTANCE=NAME as well, a second copy runs beside the first.`,
  );

export const localPortsInUse = (
  ports: readonly ({ readonly port: number; readonly service: string } & Holder)[],
): CliError =>
  new CliError(
    "stack/local-port-in-use",
    ports
      .map(
        ({ port, service, by }) =>
          `Port ${port} of this machine, which is to lead to ${service} on the engine's host, is in use${by ? ` by ${by}` : ""}; it would be sent the login that is meant for ${service}.`,
      )
      .join("\n"),
    "End what holds it and run the same command again; an `ssh -N -L` too, which may be opened again afterwards.\nOr give the platform other ports, there and here: QUANTFLOW_PORT_OFFSET=N npm run up",
  );

export const otherArchitecture = (endpoint: string, theirs: string, ours: string): CliError =>
  new CliError(
    "stack/other-architecture",
    `The engine at ${endpoint} runs ${theirs}, and images built on this machine are for ${ours}.`,
    "Take them from a registry: npm run up -- --image-source registry (or mirror=HOST); or build on a machine of that kind.",
  );

export const lockedByRun = (path: string, what: string, pid: number): CliError =>
  new CliError(
    "stack/locked",
    `Another \`quantflow ${what}\` (pid ${pid}) is working on this instance.`,
    `Wait until it has ended, or end it with Ctrl-C there (kill -INT ${pid}). The lock is ${path}.`,
  );

export const stateCommandFailed = (stack: string, args: readonly string[], words: string): CliError =>
  new CliError(
    "state/command-failed",
    `Terraform could not do \`${args.join(" ")}\` for the ${stack} stack:\n${words}`,
    "Mend what is said above and run the same command again.",
  );

export const otherClone = (names: readonly string[]): CliError =>
  new CliError(
    "stack/other-clone",
    `The engine has containers of this instance's name that this folder did not make: ${few(names)}. They belong to another clone, this folder's .quantflow was deleted, or the machine is lost on which an apply was killed that had just made them.`,
    `Run beside it: QUANTFLOW_INSTANCE=two npm run up\nOr, if they are to go (data volumes stay): docker rm --force ${names.join(" ")}`,
  );

const few = (names: readonly string[]): string =>
  names.length <= 4 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;

export const diskFull = (path: string, free: string, wanted: string): CliError =>
  new CliError(
    "stack/disk-full",
    `${path} has ${free} free; this needs ${wanted}.`,
    "Make room (docker system prune frees what no container uses; npm cache clean --force; go clean -cache) and run the same command again.",
  );

export const synthFailed = (cause: unknown): CliError =>
  new CliError(
    "stack/synth-failed",
    `The stacks cannot be synthesized: ${cause instanceof Error ? cause.message : String(cause)}`,
    "Correct what is said above; npx tsx main.ts repeats this step alone and shows where.",
    { cause },
  );

export const terraformFailed = (stack: string, action: string, words: string): CliError =>
  new CliError(
    "stack/terraform-failed",
    `Terraform could not ${action} the ${stack} stack:\n${words}`,
    "Mend what is said above and run the same command again: it continues where this one stopped.",
  );

export const terraformKilled = (stack: string, action: string): CliError =>
  new CliError(
    "stack/terraform-killed",
    `Terraform was killed from outside while it was to ${action} the ${stack} stack.`,
    "If memory ran out, close other programs. Then run the same command again: it clears what was left half done.",
  );

export const unhealthy = (services: readonly { readonly name: string; readonly why: string }[]): CliError =>
  new CliError(
    "stack/unhealthy",
    services.map(({ name, why }) => `${name} did not become healthy:\n${why.replace(/^/gm, "    ")}`).join("\n"),
    "The last lines of each log are above; all of it: docker logs NAME. Then run npm run up again.",
  );

export const targetsDown = (
  targets: readonly { readonly job: string; readonly instance: string; readonly lastError: string }[],
): CliError =>
  new CliError(
    "stack/targets-down",
    `Prometheus cannot scrape ${targets.length} targets:\n${targets
      .map(({ job, instance, lastError }) => `    ${job} ${instance}: ${lastError || "not scraped yet"}`)
      .join("\n")}`,
    "Look at the service's log (docker logs NAME) and run npm run up again.",
  );

export const rulesNotLoaded = (missing: readonly string[], leftOver: readonly string[]): CliError =>
  new CliError(
    "stack/rules-not-loaded",
    [
      "Prometheus evaluates other rules than those that were applied:",
      ...missing.map((path) => `    ${path}: not loaded`),
      ...leftOver.map((path) => `    ${path}: still loaded`),
    ].join("\n"),
    "Its log says why (docker logs NAME). Correct it, and run npm run up again.",
  );

export const prometheusSilent = (url: string, words: string): CliError =>
  new CliError(
    "stack/prometheus-silent",
    `Prometheus does not answer at ${url}: ${words}.`,
    "See whether it runs: npm run status. Start what is missing: npm run up",
  );

export const engineRefused = (what: string, words: string): CliError =>
  new CliError(
    "stack/engine-refused",
    `The container engine would not ${what}: ${words}`,
    "Check the engine: npx quantflow doctor",
  );

/** What it printed may hold secrets, in a container's environment. */
export const engineStrange = (kind: string, cause: Error): CliError =>
  new CliError(
    "stack/engine-strange",
    `What the container engine says of a ${kind} has another form than Docker's.`,
    `See what it prints: docker ${kind} inspect NAME. Check the engine: npx quantflow doctor`,
    { cause },
  );

export const foreignData = (volumes: readonly string[]): CliError =>
  new CliError(
    "stack/foreign-data",
    `The engine has data volumes of this instance's name that this folder did not make: ${volumes.join(", ")}. They belong to another clone, or this folder's .quantflow was deleted.`,
    `Start a copy with data of its own: QUANTFLOW_INSTANCE=two npm run up. Or, to delete that data for good: docker volume rm ${volumes.join(" ")}`,
  );

export const loginMissing = (path: string): CliError =>
  new CliError(
    "stack/never-started",
    `This instance has no login yet: there is no ${path}.`,
    "Start it: npm run up. With QUANTFLOW_INSTANCE or --environment, use the same ones as for `up`.",
  );

export const needsYes = (): CliError =>
  new CliError(
    "stack/needs-yes",
    "Data would be deleted for good, and there is no terminal to ask at.",
    "If it is meant: npm run down -- --delete-data --yes",
  );

export const hostedRemains = (environment: string, objects: number, namespace: string): CliError =>
  new CliError(
    "stack/hosted-remains",
    `A hosted Grafana still holds ${objects} objects of ${environment}, contact points with their secrets among them, and its ruler the rules: without the state nobody would know them for ours.`,
    `Destroy them first: npx cdktf destroy content, and mimirtool rules delete-namespace ${namespace}`,
  );

export const networksInUse = (networks: readonly string[], members: readonly string[]): CliError =>
  new CliError(
    "stack/networks-in-use",
    `The engine has networks of this instance's name that this folder did not make (${networks.join(", ")}), and containers are in them: ${members.join(", ")}.`,
    "Run beside them: QUANTFLOW_INSTANCE=two npm run up. Or end those containers, and run npm run up again.",
  );

export const otherImageSource = (before: string, wanted: string): CliError =>
  new CliError(
    "stack/other-image-source",
    `This instance's data was written by images of the source "${before}", whose PostgreSQL is another major version than that of "${wanted}": it could not be read.`,
    `Keep the source (leave out --image-source), start a copy beside it (QUANTFLOW_INSTANCE=two npm run up -- --image-source ${wanted}), or give up the data first (npm run down -- --delete-data).`,
  );

export const contentInvalid = (file: string, problems: readonly string[]): CliError =>
  new CliError(
    "stack/content-invalid",
    `${file} is not what Grafana's provider takes:\n${problems.map((problem) => `    ${problem}`).join("\n")}`,
    "Correct stacks/content.ts or lib/renderings/grafana; npm run check tells the same.",
  );

export const dataUnreadable = (problems: readonly string[]): CliError =>
  new CliError(
    "stack/data-unreadable",
    `The data of this instance was written by other versions, and what would run now does not read it:\n${problems.map((problem) => `    ${problem}`).join("\n")}`,
    "Do what the line says, or go back to the versions that wrote it; docs/upgrades.md has every change.",
  );
