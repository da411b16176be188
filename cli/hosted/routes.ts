import {
  type HostedConfiguration,
  isOurs,
  type Owner,
  readHosted,
  receiversIn,
  sameConfiguration,
  writeHosted,
} from "../../lib/alerting/routing/hosted.ts";
import type { Context } from "../command.ts";
import { ask, type Server } from "./ask.ts";
import { otherwiseRead, routesOverwritten, strangeAnswer } from "./errors.ts";

const CONFIGURATION = "/api/v1/alerts";
const NO_CONFIGURATION = /storage object not found|configuration not found/;

export interface RoutesPush {
  readonly ours: HostedConfiguration;
  readonly owner: Owner;
  /** The values that stand in it: none is shown, whatever the server says. */
  readonly secrets: readonly string[];
  /** Whether a configuration that is not ours may be overwritten. */
  readonly overwrite: boolean;
  /** Only say what would be done. */
  readonly dry: boolean;
}

/** What became of the tenant's one configuration. */
export type RoutesPushed = "unchanged" | "created" | "replaced";

/** Fails on a configuration that somebody else wrote, unless it may be overwritten; what is written is read back. */
export async function pushRoutes(context: Context, given: Server, push: RoutesPush): Promise<RoutesPushed> {
  const server = { ...given, api: "the Alertmanager's API", secrets: push.secrets };
  const found = await standing(context, server);
  if (found && sameConfiguration(found, push.ours)) return "unchanged";
  if (found && !isOurs(found, push.owner)) {
    if (!push.overwrite) throw routesOverwritten(server.url, receiversIn(found));
    context.terminal.tell(whatGoes(server.url, found));
  }
  if (!push.dry) {
    await ask(context, server, CONFIGURATION, {
      method: "POST",
      body: writeHosted(push.ours),
      type: "application/yaml",
    });
    const taken = await standing(context, server);
    if (!taken || !sameConfiguration(taken, push.ours))
      throw otherwiseRead("The configuration", ["alertmanager_config"], "routes push");
  }
  return found ? "replaced" : "created";
}

async function standing(context: Context, server: Server): Promise<HostedConfiguration | undefined> {
  const answer = await ask(context, server, CONFIGURATION, {}, NO_CONFIGURATION);
  // A Grafana Cloud that was never told anything answers nothing.
  if (answer === undefined || answer.trim() === "") return undefined;
  try {
    return readHosted(answer);
  } catch (cause) {
    throw strangeAnswer(
      `GET ${server.url}${CONFIGURATION}`,
      "it answers no configuration of an Alertmanager",
      cause as Error,
    );
  }
}

const whatGoes = (url: string, found: HostedConfiguration): string =>
  `Overwritten in ${url}, as was told: a configuration with the receivers ${receiversIn(found).join(", ") || "that cannot be read"}.`;
