/**
 * The configuration of an Alertmanager that others run (Mimir, Grafana Cloud, Cortex): the same text, but for secrets,
 * which such a one takes from no file. Source: grafana.com/docs/mimir/latest/references/http-api, "Set Alertmanager configuration".
 */
import { parse, stringify } from "yaml";
import { z } from "zod";
import { foreignYaml } from "../../services/foreign-yaml.ts";
import { SECRETS_DIRECTORY } from "../../services/secret.ts";
import { type AlertmanagerConfiguration, alertmanagerFiles } from "./alertmanager.ts";

export interface HostedConfiguration {
  /** Template files by their names, which hold no folder. */
  readonly templates: Readonly<Record<string, string>>;
  /** alertmanager.yml; secrets stand in it. */
  readonly text: string;
}

/** Whose configuration it is: one of several that could stand in the same tenant. */
export interface Owner {
  readonly instance: string;
  readonly environment: string;
}

/** Begins what we wrote, so that another's, and another instance's, is told apart. */
const markOf = ({ instance, environment }: Owner): string =>
  `# Written by QuantFlow Monitoring for ${instance} (environment ${environment}): what is changed here is overwritten.\n`;

/** `secretNamed` gives the value of a secret by its name. */
export function hostedConfiguration(
  given: AlertmanagerConfiguration,
  owner: Owner,
  secretNamed: (secret: string) => string,
): HostedConfiguration {
  const { "alertmanager.yml": configuration = "", ...templates } = Object.fromEntries(alertmanagerFiles(given));
  const named = { ...parse(configuration), templates: Object.keys(templates).map(baseName) };
  return {
    templates: Object.fromEntries(Object.entries(templates).map(([name, text]) => [baseName(name), text])),
    text: `${markOf(owner)}${stringify(withValues(named, secretNamed), { lineWidth: 0, aliasDuplicateObjects: false })}`,
  };
}

/** What is sent. */
export const writeHosted = ({ templates, text }: HostedConfiguration): string =>
  stringify({ template_files: templates, alertmanager_config: text }, { lineWidth: 0 });

const answer = z.object({
  template_files: z.record(z.string(), z.string()).nullish(),
  alertmanager_config: z.string(),
});

/** What is answered. Fails with an error of zod's or a `SyntaxError` on anything else. */
export function readHosted(text: string): HostedConfiguration {
  const { template_files, alertmanager_config } = answer.parse(foreignYaml(text));
  return { templates: template_files ?? {}, text: alertmanager_config };
}

export const isOurs = ({ text }: HostedConfiguration, owner: Owner): boolean => text.startsWith(markOf(owner));

export const sameConfiguration = (one: HostedConfiguration, other: HostedConfiguration): boolean =>
  one.text === other.text &&
  JSON.stringify(Object.entries(one.templates).sort()) === JSON.stringify(Object.entries(other.templates).sort());

const receivers = z.object({ receivers: z.array(z.object({ name: z.string() })).nullish() });

/** The names of the receivers, for who asks what would be gone; none where the text cannot be read. */
export function receiversIn({ text }: HostedConfiguration): readonly string[] {
  try {
    return (receivers.safeParse(foreignYaml(text)).data?.receivers ?? []).map(({ name }) => name);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** `credentials_file: /run/secrets/x` as `credentials: value`, wherever it stands. */
function withValues(value: Json, secretNamed: (secret: string) => string): Json {
  if (Array.isArray(value)) return value.map((one: Json) => withValues(one, secretNamed));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]): [string, Json] =>
      key.endsWith("_file") && typeof one === "string" && one.startsWith(`${SECRETS_DIRECTORY}/`)
        ? [key.slice(0, -"_file".length), secretNamed(baseName(one))]
        : [key, withValues(one, secretNamed)],
    ),
  );
}
