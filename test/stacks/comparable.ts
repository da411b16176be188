import type { Resource } from "../../lib/review/policies/index.ts";

type Fields = Resource["attributes"];
type Blocks = readonly Fields[];

const SECRETS = "/run/secrets";
/** Labels that only the bring-up on Docker reads: whose it is, and that a health check changed. */
const OF_TERRAFORM = ["quantflow.instance", "quantflow.health"];

/**
 * What two renderings of one service must agree on, with names as the model has them.
 * @param prefix what the rendering writes before the names of networks and volumes.
 */
export function comparable({ attributes: one }: Resource, prefix = "") {
  const unprefixed = (name: Fields[string] | undefined) => `${name}`.slice(prefix.length);
  const mounts = blocks(one["mounts"]);
  return {
    ...asWritten(one),
    labels: labels(one),
    networks: blocks(one["networks_advanced"]).map(({ name }) => unprefixed(name)),
    data: mounts.filter(({ read_only }) => !read_only).map(({ source, target }) => [unprefixed(source), target]),
    // A folder or each of its files: whoever reads them there sees the same.
    readOnly: [...new Set(mounts.filter(({ read_only }) => read_only).map(({ target }) => place(`${target}`)))].sort(),
    hostPaths: mounts.filter(isHostPath).map(({ source, target }) => [source, target]),
    configuration: configuration(blocks(one["upload"])),
  };
}

/** The same of a container of Terraform's platform stack, whose files another container carries. */
export function onDocker(platform: readonly Resource[], name: string) {
  const found = (id: string) => platform.find((one) => one.type === "docker_container" && one.name === id);
  const service = found(name);
  if (!service) throw new Error(`Docker has no ${name}`);
  const mount = blocks(service.attributes["mounts"]).find(({ source }) => `${source}`.includes("-configuration-"));
  const upload = blocks(found(`${name}-configuration`)?.attributes["upload"]).map(({ file, content }) => ({
    file: `${file}`.replace("/staged", `${mount?.["target"]}`),
    content: content ?? null,
  }));
  return comparable({ ...service, attributes: { ...service.attributes, upload } }, "quantflow-");
}

const ATTRIBUTES =
  "user init must_run entrypoint command env restart max_retry_count destroy_grace_seconds read_only privileged network_mode pid_mode ipc_mode userns_mode tmpfs security_opts memory memory_swap cpus log_driver log_opts dns_opts sysctls".split(
    " ",
  );
/** What the engine does where nothing is said. */
const DEFAULTS: Fields = { must_run: true, privileged: false, tmpfs: {}, dns_opts: [] };

const asWritten = (one: Fields) => ({
  ...Object.fromEntries(ATTRIBUTES.map((key) => [key, one[key] ?? DEFAULTS[key] ?? null])),
  cpus: Number(one["cpus"]),
  capabilities: blocks(one["capabilities"]).map(({ drop, add }) => ({ drop, add })),
  healthcheck: blocks(one["healthcheck"]),
  ports: blocks(one["ports"]).map(({ internal, external, ip }) => ({ internal, external, ip })),
});

const labels = (one: Fields) =>
  Object.fromEntries(
    blocks(one["labels"])
      .filter(({ label }) => !OF_TERRAFORM.includes(`${label}`))
      .map(({ label, value }) => [label, value]),
  );

const isHostPath = ({ type, source, target }: Fields): boolean =>
  type === "bind" && `${source}`.startsWith("/") && !`${target}`.startsWith(`${SECRETS}/`);

const place = (target: string): string => (target.startsWith(`${SECRETS}/`) ? SECRETS : target);

const configuration = (uploads: Blocks) => Object.fromEntries(uploads.map(({ file, content }) => [`${file}`, content]));

const blocks = (value: Fields[string] | undefined): Blocks => (Array.isArray(value) ? value : []);
