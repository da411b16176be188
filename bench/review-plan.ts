/** A large plan to review: containers as the Docker provider really describes them, every one with names and values of its own. */
import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

const TEMPLATE = join(import.meta.dirname, "../test/cli/review/plans/image.json");
const PROVIDER = "registry.terraform.io/kreuzwerker/docker";
/** Of ten objects: what is planned for each, in turn; the last two are a volume and an image. */
const ACTIONS: readonly (readonly string[])[] = [
  ["create"],
  ["update"],
  ["update"],
  ["delete", "create"],
  ["create"],
  ["update"],
  ["delete", "create"],
  ["delete"],
  ["delete"],
  ["create"],
];
const FILES = 100;
const RULES_IN_FILE = 12;

type Attributes = { readonly [name: string]: unknown };

const template: {
  readonly resource_changes: readonly {
    readonly change: { readonly [part in "before" | "before_sensitive" | "after_unknown"]: Attributes };
  }[];
} = JSON.parse(readFileSync(TEMPLATE, "utf8"));
const [container] = template.resource_changes;
const replaced = container?.change.after_unknown ?? {};

/** Writes the plan; answers its length in bytes. */
export function writePlan(file: string, changes: number): number {
  const descriptor = openSync(file, "w");
  const write = (text: string): number => writeSync(descriptor, text);
  let bytes = write('{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{},"resource_changes":[\n');
  for (let index = 0; index < changes; index++)
    bytes += write(`${index === 0 ? "" : ",\n"}${JSON.stringify(resourceChange(index, changes))}`);
  bytes += write('\n],"configuration":{"root_module":{"resources":[]}}}\n');
  closeSync(descriptor);
  return bytes;
}

function resourceChange(index: number, changes: number) {
  const kind = index % ACTIONS.length;
  const type = kind < 8 ? "docker_container" : kind === 8 ? "docker_volume" : "docker_image";
  const actions = ACTIONS[kind] ?? [];
  const hasFile = actions.length === 2 && Math.floor(index / ACTIONS.length) % Math.ceil(changes / FILES / 5) === 0;
  const side = (version: number) => sideOf(type, index, version, hasFile);
  const [before, after] = [actions[0] === "create" ? null : side(1), actions.at(-1) === "delete" ? null : side(2)];
  const isContainer = type === "docker_container";
  const marks = isContainer ? sensitive(index) : {};
  const unknown = after !== null && before === null ? { id: true } : {};
  return {
    ...{
      address: `${type}.service-${index}`,
      mode: "managed",
      type,
      name: `service-${index}`,
      provider_name: PROVIDER,
    },
    change: {
      ...{ actions, before, after, after_unknown: isContainer && actions.length === 2 ? replaced : unknown },
      ...{ before_sensitive: before ? marks : false, after_sensitive: after ? marks : false },
      ...(actions.length === 2 ? { replace_paths: [["image"]] } : {}),
    },
  };
}

function sideOf(type: string, index: number, version: number, hasFile: boolean): Attributes {
  const id = (what: string): string => createHash("sha256").update(`${what} ${index} ${version}`).digest("hex");
  const name = `service-${index}`;
  if (type === "docker_volume") return { driver: "local", driver_opts: null, id: name, labels: [], name };
  if (type === "docker_image")
    return { build: [], id: `sha256:${id("image")}`, name: `registry/${name}:${version}.0.${index}` };
  return {
    ...container?.change.before,
    ...{
      id: id("container"),
      name,
      hostname: name,
      image: `sha256:${id("image")}`,
      memory: 128 + (index % 7) * 64 * version,
    },
    command: [name, "--listen", `0.0.0.0:${1024 + index}`, `--log.level=${version === 1 ? "info" : "debug"}`],
    env: [
      ...[`SERVICE=${name}`, `RELEASE=${version}.${index}.0`, `POOL_SIZE=${index * version}`],
      ...(isTrusted(index) ? [`API_KEY=${id("key").slice(0, 32)}`] : []),
    ],
    labels: [
      { label: "com.example.owner", value: `team-${index % 40}` },
      { label: "com.example.revision", value: id("revision").slice(0, 12) },
    ],
    upload: hasFile ? [{ file: `/etc/${name}/rules.yml`, content: rulesFile(index, version), executable: false }] : [],
  };
}

/** A set of which one element is marked is marked whole. */
const sensitive = (index: number): Attributes => ({ ...container?.change.before_sensitive, env: isTrusted(index) });

/** Every fifth container is given a secret. */
const isTrusted = (index: number): boolean => Math.floor(index / ACTIONS.length) % 5 === 0;

const rulesFile = (index: number, version: number): string =>
  `groups:\n  - name: service-${index}\n    rules:\n${Array.from({ length: RULES_IN_FILE }, (_, rule) => ruleOf(index, rule, version)).join("")}`;

const ruleOf = (index: number, rule: number, version: number): string => `      - alert: Service${index}Slow${rule}
        expr: histogram_quantile(0.99, sum by (le) (rate(request_seconds_bucket{service="service-${index}",route="/r${rule}"}[5m]))) > ${rule % 8 === 0 ? version : 1}
        for: 5m
        labels: {severity: warning, owner: team-${index % 40}}
        annotations:
          summary: Requests to route ${rule} of service ${index} take long
`;
