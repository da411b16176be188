import { requireApplied } from "../stacks/applied.ts";
import { secrets } from "../stacks/secrets.ts";
import { ADMIN_USER } from "../stacks/services/defaults.ts";
import { type Context, command, EXIT } from "./command.ts";
import { findEngine, serverInstalled } from "./engine/find.ts";
import { asTold, OVERWRITE_OPTION } from "./hosted/overwrite-option.ts";
import { bringUp, type Standing } from "./stack/bring-up.ts";
import { locked } from "./stack/locked.ts";
import { openLine } from "./stack/open-line.ts";
import { wantedSource } from "./stack/resolve.ts";
import { ENVIRONMENT_OPTION, type Site, siteOf } from "./stack/site.ts";
import { table } from "./terminal/table.ts";
import type { Paint } from "./terminal/terminal.ts";

export const up = command({
  description:
    "Gets or builds what is missing, applies the stacks, and waits until every target is scraped and every rule loaded. Run it again at any time: it changes only what differs, and continues what was cut short.",
  options: {
    environment: ENVIRONMENT_OPTION,
    "image-source": {
      type: "string",
      placeholder: "SOURCE",
      summary:
        "registry, mirror=HOST, local (built here) or auto (default: QUANTFLOW_IMAGE_SOURCE, else what answers, then kept)",
    },
    "overwrite-notification-policy": OVERWRITE_OPTION,
  },
  examples: [
    { line: "npm run up", does: "everything, on this machine" },
    { line: "npm run up -- --image-source local", does: "without any image registry" },
    { line: "QUANTFLOW_INSTANCE=two npm run up", does: "a second copy beside the first" },
  ],
  async run(context, { environment, "image-source": source, "overwrite-notification-policy": overwrite }) {
    const site = siteOf(context, environment);
    requireApplied(site.environment);
    const wanted = wantedSource("up", source, context.variables);
    const standing = await locked(context, site, "up", async (lock) =>
      bringUp(context, {
        ...{ site, source: wanted, mayInstall: await mayInstallEngine(context) },
        ...{ lock, policy: asTold(overwrite) },
      }),
    );
    context.terminal.print(report(site, standing, context.terminal.paint));
    return EXIT.ok;
  },
});

/** A person is asked; a machine that runs this on its own has agreed by running it. */
async function mayInstallEngine(context: Context): Promise<boolean> {
  const { terminal, variables } = context;
  if (!terminal.interactive) return true;
  const { state } = await findEngine(context);
  if (state === "answers" || serverInstalled(variables)) return false;
  return terminal.confirm("There is no Docker engine. Install one from this system's packages?");
}

function report(site: Site, { platform, engine, targets, content }: Standing, paint: Paint): string {
  const { services, omitted, resolution, publicUrl } = platform;
  const urls = services.flatMap((service) =>
    (service.opens ?? []).map((port) => [service.name, publicUrl(service, port), service.summary]),
  );
  const login = `user ${ADMIN_USER}, password in ${site.store.path(secrets.admin)}`;
  const line = openLine(engine, platform);
  const leftOut = omitted.map(({ name, why }) => [name, why]);
  return [
    paint("bold", `QuantFlow runs (${site.environment.name}, images: ${resolution.imageSource.kind}).`),
    "",
    indented(table(urls)),
    "",
    indented(
      table([
        ...(line
          ? [["Open", `they are on the engine's host; so that they open here, until the next command: ${line}`]]
          : []),
        ["Login", login],
        ["Targets", `${targets.filter(({ health }) => health === "up").length} of ${targets.length} up`],
        ["Dashboards", content],
        ["Next", "npm run status, npx quantflow alerts test, npm run down"],
      ]),
    ),
    ...(leftOut.length > 0 ? ["", paint("bold", "Left out:"), indented(table(leftOut))] : []),
  ].join("\n");
}

const indented = (text: string): string => text.replace(/^/gm, "  ");
