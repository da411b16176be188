import { table } from "../terminal/table.ts";
import type { Manifest } from "./archive/manifest.ts";
import { sizeText } from "./size-text.ts";

/** What is in an archive, for a person. */
export function contentsPage({ instance, environment, madeAt, commit, parts }: Manifest): string {
  const tables = parts.flatMap(({ database }) => database?.tables ?? []);
  return [
    `${instance} (${environment}), ${madeAt}, ${commit === null ? "of no commit" : `at commit ${commit.slice(0, 12)}`}`,
    "",
    table([
      ["DATA", "OF", "SIZE"],
      ...parts.map(({ name, services, size }) => [name, services.join(" ") || "the instance", sizeText(size)]),
    ]),
    ...(tables.length === 0
      ? []
      : ["", table([["TABLE", "ROWS"], ...tables.map((one) => [one.table, `${one.rows}`])])]),
  ].join("\n");
}
