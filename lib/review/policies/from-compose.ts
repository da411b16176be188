import type { Value } from "../plan/value.ts";
import { type ComposeProject, type ComposeService, composeShape } from "./compose-shape.ts";
import type { Resource } from "./policy.ts";
import { UNKNOWN } from "./unknown.ts";

const MEBIBYTE = 2 ** 20;
const SECRETS = "/run/secrets";

/**
 * Every service and volume of a Compose file as the resource of Docker's provider that says the same, so that the same
 * policies judge it. Values that only the shell's variables tell are unknown.
 * @param project the file, parsed. Fails on what is not of `composeShape`.
 * @param files the files beside it, by their path from there: what is mounted of them is judged as it is when uploaded.
 */
export function resourcesInCompose(project: unknown, files: ReadonlyMap<string, string>): readonly Resource[] {
  const read = composeShape.parse(project);
  return [
    ...Object.entries(read.services).map(([name, service]) =>
      resource("docker_container", name, container(service, read, files)),
    ),
    ...Object.entries(read.volumes).map(([name, { labels }]) =>
      resource("docker_volume", name, { labels: labelBlocks(labels) }),
    ),
  ];
}

const resource = (type: string, name: string, attributes: Resource["attributes"]): Resource => ({
  address: `${type === "docker_volume" ? "volumes" : "services"}.${name}`,
  type,
  name,
  attributes,
});

function container(
  service: ComposeService,
  project: ComposeProject,
  files: ReadonlyMap<string, string>,
): Resource["attributes"] {
  const { image, user = null, init = null, logging, environment } = service;
  return {
    ...{ image: plain(image), user, init, must_run: true },
    entrypoint: service.entrypoint?.map(plain) ?? null,
    command: service.command?.map(plain) ?? null,
    env: Object.entries(environment).map(([name, value]) => plain(`${name}=${value}`)),
    ...restart(service.restart),
    destroy_grace_seconds: service.stop_grace_period ? Number.parseInt(service.stop_grace_period, 10) : null,
    read_only: service.read_only,
    privileged: service.privileged,
    network_mode: service.network_mode ?? null,
    pid_mode: service.pid ?? null,
    ipc_mode: service.ipc ?? null,
    userns_mode: service.userns_mode ?? null,
    tmpfs: Object.fromEntries(service.tmpfs.map((text) => split(text, ":"))),
    capabilities: [{ drop: service.cap_drop, add: service.cap_add }],
    security_opts: service.security_opt,
    memory: mebibytes(service.mem_limit),
    memory_swap: mebibytes(service.memswap_limit),
    cpus: service.cpus === undefined ? null : `${service.cpus}`,
    log_driver: logging?.driver ?? null,
    log_opts: logging?.options ?? null,
    labels: labelBlocks(service.labels),
    healthcheck: service.healthcheck ? [{ ...service.healthcheck, test: service.healthcheck.test.map(plain) }] : [],
    dns_opts: service.dns_opt,
    sysctls: service.sysctls,
    networks_advanced: networks(service),
    ports: service.ports.map(published),
    mounts: [...service.volumes.map(mounted), ...secrets(service, project)],
    upload: uploads(service, files),
  };
}

/** The text without Compose's escape; unknown where a variable of the shell stands in it. */
function plain(text: string): string {
  const literal = text.replaceAll("$$", "");
  return literal.includes("$") ? UNKNOWN : text.replaceAll("$$", "$");
}

const split = (text: string, sign: string): readonly [string, string] => {
  const [first = "", ...rest] = text.split(sign);
  return [first, rest.join(sign)];
};

/** `on-failure:5` is a policy with a count; Docker's provider has two arguments for it. */
function restart(text: string): { readonly [key: string]: Value } {
  const [policy, count] = split(text, ":");
  return { restart: policy, max_retry_count: count === "" ? null : Number(count) };
}

/** `512m` or a count of bytes, in mebibytes; unknown where it is written in any other way. */
function mebibytes(text: string | undefined): Value {
  if (text === undefined) return null;
  const [, digits, unit] = /^(-?[\d.]+)(m?)$/.exec(text) ?? [];
  return digits === undefined ? UNKNOWN : Number(digits) / (unit === "m" ? 1 : MEBIBYTE);
}

const labelBlocks = (labels: Readonly<Record<string, string>>): readonly { label: string; value: string }[] =>
  Object.entries(labels).map(([label, value]) => ({ label, value: plain(value) }));

/** Without a network of its own, and with the default mode, a service is in its project's own. */
function networks({ networks: named, network_mode }: ComposeService): readonly { name: string }[] {
  if (network_mode !== undefined) return [];
  return (named.length === 0 ? ["default"] : named).map((name) => ({ name }));
}

const published = ({ target, published: external, host_ip, protocol }: ComposeService["ports"][number]): Value => ({
  internal: target,
  external: external === undefined ? null : Number(external),
  ip: host_ip ?? null,
  protocol: protocol ?? null,
});

const mounted = ({ type, source, target, read_only }: ComposeService["volumes"][number]): Value => ({
  ...{ type, target, read_only },
  source: plain(source),
});

/** A secret from a file is a read-only mount of it. Source: compose-spec/09-secrets.md */
const secrets = ({ secrets: granted }: ComposeService, project: ComposeProject): readonly Value[] =>
  granted.map(({ source, target }) => ({
    type: "bind",
    source: plain(project.secrets[source]?.file ?? ""),
    target: `${SECRETS}/${target}`,
    read_only: true,
  }));

/** The files of the folders that are mounted from beside the Compose file. */
const uploads = ({ volumes }: ComposeService, files: ReadonlyMap<string, string>): readonly Value[] =>
  volumes.flatMap(({ source, target }) => {
    const folder = `${source.replace(/^\.\//, "")}/`;
    return [...files]
      .filter(([path]) => source.startsWith("./") && path.startsWith(folder))
      .map(([path, content]) => ({ file: `${target}/${path.slice(folder.length)}`, content }));
  });
