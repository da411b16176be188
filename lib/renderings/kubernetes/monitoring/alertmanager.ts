import { parse, stringify } from "yaml";
import { SECRETS_DIRECTORY } from "../../../services/secret.ts";
import type { Labels } from "../names.ts";
import type { KubernetesObject } from "../object.ts";
import { secretNotListed } from "./errors.ts";
import { forOperator } from "./operator/gate.ts";
import { secretData } from "./secret-data.ts";
import type { Stack } from "./stack.ts";

/** Where the operator mounts the keys of `configSecret`, and each of `secrets`. Source: operator 0.85, pkg/alertmanager */
const CONFIGURATION = "/etc/alertmanager/config";
const SECRETS = "/etc/alertmanager/secrets";

export interface AlertmanagerGiven {
  readonly stack: Stack;
  readonly labels: Labels;
  /** `alertmanager.yml` and its templates, as on Docker. */
  readonly files: ReadonlyMap<string, string>;
  /** The Secret of the service's secret files, and the keys that it has. */
  readonly secret: { readonly name: string; readonly keys: readonly string[] };
  /** Docker's host names to those by which Alertmanager's namespace calls them: `mail` to `mail.quantflow.svc`. */
  readonly hosts: ReadonlyMap<string, string>;
}

export const configurationName = ({ name }: Stack): string => `${name}-alertmanager-configuration`;

/**
 * The Secret that `configSecret` names. It holds no secret value: what must be secret is read from files of another
 * Secret. Fails when the configuration reads a file that is in none.
 */
export function alertmanagerSecret({ stack, labels, files, ...given }: AlertmanagerGiven): KubernetesObject {
  const texts = [...files].map(([file, text]): [string, string] =>
    file === MAIN ? [CONFIGURATION_KEY, configuration(text, { stack, ...given })] : [baseName(file), text],
  );
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: configurationName(stack), namespace: stack.namespace, labels },
    type: "Opaque",
    data: secretData(texts),
  };
}

/** The file on Docker, and the kind under which the fields are listed that operators parse of it. */
export const MAIN = "alertmanager.yml";
/** The key of its Secret. Source: operator 0.85, pkg/alertmanager */
export const CONFIGURATION_KEY = "alertmanager.yaml";
const baseName = (file: string): string => file.slice(file.lastIndexOf("/") + 1);

type Given = Pick<AlertmanagerGiven, "stack" | "secret" | "hosts">;

interface Configuration {
  readonly templates: readonly string[];
  readonly inhibit_rules: readonly { readonly name?: string }[];
  readonly [field: string]: unknown;
}

/** alertmanager.yml with the paths and hosts of the cluster; who is told of what does not change. */
function configuration(text: string, given: Given): string {
  const { templates, inhibit_rules, ...rest } = parse(text) as Configuration;
  const carried = {
    templates: templates.map((file) => `${CONFIGURATION}/${baseName(file)}`),
    ...rest,
    // The chart always sets a selector of AlertmanagerConfigs, with which operators up to 0.93 parse what they know
    // only; of an inhibition they do not know its name, which is for the reader.
    inhibit_rules: inhibit_rules.map(({ name: _, ...rule }) => rule),
  };
  const known = forOperator(MAIN, MAIN, carried, given.stack.operatorVersion);
  return stringify(moved(known, given), { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Every text below `value`, moved; keys stay. */
function moved(value: unknown, given: Given, key = ""): unknown {
  if (typeof value === "string") return movedText(key, value, given);
  if (Array.isArray(value)) return value.map((one) => moved(one, given, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, moved(one, given, name)]));
}

function movedText(key: string, text: string, { secret, hosts }: Given): string {
  if (key.endsWith("_file")) return secretPath(text, secret);
  return key === "url" || key === "smarthost" ? movedHost(text, hosts) : text;
}

function secretPath(path: string, { name, keys }: AlertmanagerGiven["secret"]): string {
  const file = path.replace(`${SECRETS_DIRECTORY}/`, "");
  if (!keys.includes(file)) throw secretNotListed(path, keys);
  return `${SECRETS}/${name}/${file}`;
}

const HOST = /^([a-z]+:\/\/)?([^:/]+)/;
const movedHost = (text: string, hosts: ReadonlyMap<string, string>): string =>
  text.replace(HOST, (_, scheme: string | undefined, host: string) => `${scheme ?? ""}${hosts.get(host) ?? host}`);
