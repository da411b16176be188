import type { SecretFile, SecretFiles } from "../../services/secret.ts";
import type { Service } from "../../services/service.ts";
import type { Names } from "./names.ts";

/** A Secret that has to be there before what uses it starts. Its values are nowhere in what is rendered. */
export interface RequiredSecret {
  readonly namespace: string;
  readonly name: string;
  /** Who mounts or reads it: `redis`. */
  readonly usedBy: string;
  /** Its keys, each a file made of the values of secrets. */
  readonly keys: SecretFiles;
}

/** One a consumer, as on Docker: what a service can read is what it was given, and no more. */
export const requiredSecrets = (names: Names, services: readonly Service[]): readonly RequiredSecret[] =>
  services.flatMap((service) =>
    Object.keys(service.secrets ?? {}).length === 0
      ? []
      : [
          {
            namespace: names.namespace,
            name: names.secret(service),
            usedBy: service.name,
            keys: service.secrets ?? {},
          },
        ],
  );

/** The list as a table for who fills them, in Markdown. */
export const secretsTable = (secrets: readonly RequiredSecret[]): string =>
  [
    "| namespace | Secret | key | made of | used by |",
    "| --- | --- | --- | --- | --- |",
    ...secrets.flatMap(rows),
  ].join("\n");

const rows = ({ namespace, name, usedBy, keys }: RequiredSecret): readonly string[] =>
  Object.entries(keys).map(([key, file]) => `| ${namespace} | ${name} | ${key} | ${madeOf(file)} | ${usedBy} |`);

const madeOf = ({ needs }: SecretFile): string =>
  needs.length === 0 ? "no secret" : [...new Set(needs.map(({ name }) => name))].join(", ");
