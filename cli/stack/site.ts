import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type Names, namesUnder } from "../../lib/renderings/docker/names.ts";
import { authoritySecret } from "../../lib/services/certificate.ts";
import { assemble, unproven } from "../../stacks/assemble.ts";
import type { Environment } from "../../stacks/environment.ts";
import { environmentNamed } from "../../stacks/environments/index.ts";
import { type Instance, instanceFrom } from "../../stacks/instance.ts";
import type { Model } from "../../stacks/model.ts";
import { type Resolution, readResolution } from "../../stacks/resolution.ts";
import { secrets } from "../../stacks/secrets.ts";
import { ADMIN_USER } from "../../stacks/services/defaults.ts";
import type { Context, Option } from "../command.ts";
import { type SecretStore, secretStore } from "../secrets/store.ts";
import { loginMissing } from "./errors.ts";
import type { Login } from "./prometheus.ts";

/** Which copy of the platform a command works on, and what this folder knows of it. */
export interface Site {
  readonly environment: Environment;
  readonly instance: Instance;
  /** Where its stacks are synthesized. */
  readonly out: string;
  readonly store: SecretStore;
  /** What things are called in the engine. */
  readonly names: Names;
}

export const ENVIRONMENT_OPTION = {
  type: "string",
  placeholder: "NAME",
  summary: "which environment (default: QUANTFLOW_ENVIRONMENT, else local)",
} as const satisfies Option;

/** Fails on a malformed QUANTFLOW_… variable and on an unknown environment. */
export function siteOf({ variables, root }: Pick<Context, "variables" | "root">, environmentName?: string): Site {
  const environment = environmentNamed(environmentName || variables["QUANTFLOW_ENVIRONMENT"] || "local");
  const instance = instanceFrom(variables, root, environment.name);
  return {
    environment,
    instance,
    out: join(instance.directory, "cdktf.out"),
    store: secretStore({ directory: instance.directory, variables, random: randomBytes }),
    names: namesUnder(instance.prefix),
  };
}

/** The model with what `up` found out about this machine. */
export const modelOf = ({ environment, instance }: Site, resolution?: Resolution): Model =>
  assemble({ environment, instance, resolution: resolution ?? readResolution(instance.directory) });

/** The same, whether or not it may be started: for commands that show what is wrong with it. */
export const unprovenModelOf = ({ environment, instance }: Site): Model =>
  unproven({ environment, instance, resolution: readResolution(instance.directory) });

/** The login that opens every page and API which a person may open. */
export function adminLogin({ store, environment }: Site): Login {
  const password = store.find(secrets.admin);
  if (password === undefined) throw loginMissing(store.path(secrets.admin));
  const authority = authorityIn(environment, store);
  return { user: ADMIN_USER, password, ...(authority !== undefined && { authority }) };
}

/** Who vouches for the services of an environment that encrypts, in PEM. */
export const authorityIn = ({ encryption }: Environment, store: Pick<SecretStore, "find">): string | undefined =>
  encryption === "none" ? undefined : store.find(authoritySecret(encryption));
