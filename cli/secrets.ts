import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { timescaledb } from "../stacks/services/timescaledb.ts";
import { ensureCertificates } from "./certificates/index.ts";
import { type Context, command, EXIT } from "./command.ts";
import { missingOption } from "./errors.ts";
import { everyPortableService } from "./render/portable.ts";
import { hasTwoValid, readersOf, restartedBy, secretsOf } from "./secrets/contents.ts";
import { cannotReadValue } from "./secrets/errors.ts";
import { exportSecrets, requireOutside } from "./secrets/export.ts";
import { give, namedSecret, renew } from "./secrets/rotate.ts";
import { secretVariable, withoutFinalNewline } from "./secrets/store.ts";
import { requireEngine } from "./stack/engine.ts";
import { locked } from "./stack/locked.ts";
import { pushUnderReaders, refreshReaders, requireDatabaseFor, restartReaders } from "./stack/readers.ts";
import { handOver, type Pushed } from "./stack/secrets.ts";
import { ENVIRONMENT_OPTION, type Site, siteOf, unprovenModelOf } from "./stack/site.ts";
import { table } from "./terminal/table.ts";

const FROM_OPTION = {
  type: "string",
  placeholder: "FILE",
  summary: "take the value from this file; it is copied, one newline at its end is left out",
} as const;

export const list = command({
  description: "A given secret that is absent leaves out what needs it, a receiver for example.",
  options: { environment: ENVIRONMENT_OPTION, json: { type: "boolean", summary: "print JSON" } },
  examples: [{ line: "npx quantflow secrets list", does: "names, origins, readers and where each value stands" }],
  async run({ root, variables, terminal }, values) {
    const site = siteOf({ root, variables }, values.environment);
    const { services } = unprovenModelOf(site);
    const rows = secretsOf(services).map((secret) => ({
      name: secret.name,
      origin: secret.origin,
      present: site.store.find(secret) !== undefined,
      path: site.store.path(secret),
      variable: secretVariable(secret.name),
      readers: readersOf(secret, services),
      restarts: restartedBy(secret, services).filter((name) => name !== timescaledb.name),
      twoValid: hasTwoValid(secret, services),
    }));
    terminal.print(values.json ? JSON.stringify(rows) : secretTable(rows));
    return EXIT.ok;
  },
});

interface Row {
  readonly name: string;
  readonly origin: string;
  readonly present: boolean;
  readonly path: string;
  readonly readers: readonly string[];
  /** Services that a new value restarts. */
  readonly restarts: readonly string[];
  /** Whether the old value is accepted until all show the new one. */
  readonly twoValid: boolean;
}

const secretTable = (rows: readonly Row[]): string =>
  table([
    ["SECRET", "ORIGIN", "VALUE", "READ BY", "ROTATION RESTARTS", "TWO VALID", "FILE"],
    ...rows.map(({ name, origin, present, readers, restarts, twoValid, path }) => [
      name,
      origin,
      present ? "present" : "absent",
      readers.join(" "),
      restarts.join(" ") || "nothing",
      twoValid ? "yes" : "no",
      path,
    ]),
  ]);

export const push = command({
  description:
    "Values travel from their files to the services' volumes in one archive on a container's standard input: they are never an argument, a variable or part of a Terraform state.",
  options: {
    environment: ENVIRONMENT_OPTION,
    name: { type: "string", placeholder: "SECRET", summary: "the secret that --from gives a value" },
    from: FROM_OPTION,
  },
  examples: [
    { line: "npx quantflow secrets push", does: "make what is missing, and update every volume" },
    { line: "npx quantflow secrets push --name admin-password --from FILE", does: "give a secret its value first" },
  ],
  async run(context, { environment, name, from }) {
    const site = siteOf(context, environment);
    const platform = unprovenModelOf(site);
    if (name === undefined && from !== undefined) throw missingOption("secrets push", "name", "SECRET");
    if (name !== undefined && from === undefined) throw missingOption("secrets push", "from", "FILE");
    await requireEngine(context);
    await locked(context, site, "secrets push", async () => {
      const secrets = secretsOf(platform.services);
      if (name !== undefined && from !== undefined)
        give(site.store, namedSecret(secrets, name), valueFrom(from), { secrets, now: context.now() });
      const handed = await pushUnderReaders(context, site, platform);
      await refreshReaders(context, site, platform, handed);
      tellPushed(context, handed);
    });
    return EXIT.ok;
  },
});

export const rotate = command({
  description:
    "Gives the secret a new value and hands it over. Where the one who asks for it accepts two values, the old one counts until all show the new one. The database is told where it is a role's password; services that read it at their start alone are restarted.",
  options: { environment: ENVIRONMENT_OPTION, from: FROM_OPTION },
  arguments: [{ name: "SECRET", summary: "its name; see quantflow secrets list" }],
  examples: [{ line: "npx quantflow secrets rotate admin-password", does: "a new login for every page" }],
  async run(context, { environment, from }, [name = ""]) {
    const site = siteOf(context, environment);
    const platform = unprovenModelOf(site);
    const secrets = secretsOf(platform.services);
    const secret = namedSecret(secrets, name);
    await requireEngine(context);
    const restarted = await locked(context, site, "secrets rotate", async () => {
      await requireDatabaseFor(context, site, secret);
      const previous = site.store.find(secret);
      const value = from === undefined ? undefined : valueFrom(from);
      await renew(site.store, secret, value, { secrets, now: context.now() });
      await handOver(context, site, platform, { secret, previous });
      return restartReaders(context, site, platform, secret);
    });
    context.terminal.print(`${name} has a new value; restarted: ${restarted.join(", ") || "nothing"}`);
    return EXIT.ok;
  },
});

export const exportAll = command({
  description:
    "For docker compose, which reads the files (QUANTFLOW_SECRETS names the folder), and for a cluster, whose Secrets are made of them: the kubernetes/README.md that `quantflow render` writes says how. Run it again after a secret has changed, and restart what reads it.",
  options: {
    environment: ENVIRONMENT_OPTION,
    out: {
      type: "string",
      placeholder: "DIR",
      summary: "the folder to write to; made when missing, closed to other users",
      required: true,
    },
    json: { type: "boolean", summary: "print {files, absent}" },
  },
  examples: [{ line: "npx quantflow secrets export --out DIR", does: "make what is missing, and write every file" }],
  async run(context, { environment, out, json }) {
    const { root, terminal, now } = context;
    const site = siteOf(context, environment);
    const folder = resolve(out);
    requireOutside(root, folder);
    const services = everyPortableService(site);
    const { files, absent } = await locked(context, site, "secrets export", async () => {
      await ensureCertificates({ store: site.store, secrets: secretsOf(services), now: now() });
      return exportSecrets(services, site.store, folder);
    });
    if (json) terminal.print(JSON.stringify({ files, absent }));
    else terminal.print(`${out}: ${files.length} files. ${nextStep(site, folder)}`);
    if (!json && absent.length > 0)
      terminal.print(`Absent, so the files that need them are left out: ${absent.join(", ")}`);
    return EXIT.ok;
  },
});

const nextStep = ({ environment: { ground } }: Site, folder: string): string =>
  ground.kind === "kubernetes"
    ? `kubernetes/README.md of its rendering says how they become Secrets, with DIR=${folder}`
    : `Start with QUANTFLOW_SECRETS=${folder}`;

function tellPushed({ terminal }: Context, { changed, absent, waiting }: Pushed): void {
  terminal.print(changed.length === 0 ? "Nothing to change." : `Updated: ${changed.join(", ")}`);
  if (absent.length > 0) terminal.print(`Absent, so what needs them is left out: ${absent.join(", ")}`);
  if (waiting.length > 0) terminal.print(`Kept, and handed over by npm run up: those of ${waiting.join(", ")}`);
}

function valueFrom(path: string): string {
  try {
    return withoutFinalNewline(readFileSync(path, "utf8"));
  } catch (error) {
    throw cannotReadValue(path, error as Error);
  }
}
