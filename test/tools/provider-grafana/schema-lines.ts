import type { AttributeType, Block } from "../../../lib/renderings/grafana/schema.ts";

/** One line an argument, `grafana_folder/title string required`: two schemas are equal when their lines are. */
export function schemaLines(path: string, { attributes = {}, block_types: blocks = {} }: Block): readonly string[] {
  return [
    ...Object.entries(attributes).map(([name, one]) => {
      const flags = (["required", "optional", "computed", "sensitive"] as const).filter((flag) => one[flag]);
      return [`${path}/${name}`, typeName(one.type), ...flags].join(" ");
    }),
    ...Object.entries(blocks).flatMap(([name, { nesting_mode, min_items = 0, max_items = "-", block }]) => [
      `${path}/${name} block ${nesting_mode} ${min_items} ${max_items}`,
      ...schemaLines(`${path}/${name}`, block),
    ]),
  ];
}

const typeName = (type: AttributeType): string =>
  typeof type === "string" ? type : `${type[0]}(${typeName(type[1])})`;

const ITEM =
  /^(?<indent> *)- (?:block `(?<block>\w+)` \((?<nesting>\w+), min (?<min>\d+), max (?<max>\S+)\)|`(?<name>\w+)` (?<type>\S+), (?<flags>.+))$/;

/** The same lines from the table of arguments in Markdown: a heading a resource, an item an argument. */
export function markdownLines(markdown: string): readonly string[] {
  const path: string[] = [];
  return markdown.split("\n").flatMap((line) => {
    const heading = /^## (.+)$/.exec(line)?.[1];
    if (heading) path.splice(0, path.length, heading === "provider block" ? "provider" : heading);
    const item = ITEM.exec(line)?.groups;
    if (!item) return [];
    path.length = 1 + (item["indent"] ?? "").length / 2;
    const at = [...path, item["block"] ?? item["name"]].join("/");
    if (item["block"] === undefined) return [`${at} ${item["type"]} ${item["flags"]}`];
    path.push(item["block"]);
    return [`${at} block ${item["nesting"]} ${item["min"]} ${item["max"]}`];
  });
}
