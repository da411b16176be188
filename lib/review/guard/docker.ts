import type { ResourceChange } from "../plan/plan.ts";
import type { Value } from "../plan/value.ts";
import { attributesOf, isUnknown, plannedAttributes } from "./attributes.ts";
import { example } from "./example.ts";
import type { Lie } from "./lie.ts";

const REDIS = "docker_container.redis";
const OURS = "our own runs of kreuzwerker/docker 4.6.0 on Docker 20.10";

const isContainer = ({ type }: ResourceChange): boolean => type === "docker_container";
const updates = (change: ResourceChange): boolean => isContainer(change) && change.action === "update";
const comes = (change: ResourceChange): boolean =>
  isContainer(change) && ["create", "replace", "replace-first-created"].includes(change.action);
const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

/** A container that does not run and should: the provider then reads `must_run` as false, and published ports as none. */
export const isStoppedContainer = (change: ResourceChange): boolean =>
  isContainer(change) &&
  attributesOf(change.before)["must_run"] === false &&
  attributesOf(change.after)["must_run"] === true;

const healthcheck: Lie = {
  id: "docker/healthcheck-not-applied",
  kind: "reported, not applied",
  summary: "A health check that is changed in place stays as it was",
  source: "https://github.com/kreuzwerker/terraform-provider-docker/issues/988, and our own test",
  bad: [
    example(
      "update",
      REDIS,
      { healthcheck: [{ test: ["CMD", "true"] }] },
      { healthcheck: [{ test: ["CMD", "redis-cli", "ping"] }] },
    ),
  ],
  good: [
    example(
      "replace",
      REDIS,
      { healthcheck: [{ test: ["CMD", "true"] }] },
      { healthcheck: [{ test: ["CMD", "redis-cli", "ping"] }] },
    ),
    example("update", REDIS, { memory: 256 }, { memory: 512 }),
  ],
  run: (change) =>
    updates(change) && plannedAttributes(change).includes("healthcheck")
      ? "the container keeps its old health check, whatever the plan says: replace it (terraform apply -replace), or put a hash of the check into a label, which forces the replacement"
      : undefined,
};

const memorySwap: Lie = {
  id: "docker/memory-without-swap",
  kind: "perpetual difference",
  summary: "memory without memory_swap shows a change in every plan",
  source: OURS,
  attributes: ["memory_swap"],
  bad: [example("update", REDIS, { memory: 256, memory_swap: 512 }, { memory: 256, memory_swap: null })],
  good: [
    example("update", REDIS, { memory: 256, memory_swap: 256 }, { memory: 512, memory_swap: 512 }),
    example("update", REDIS, { memory: 0, memory_swap: 0 }, { memory: 0, memory_swap: null, restart: "no" }),
  ],
  run: (change) => {
    const [before, after] = [attributesOf(change.before), attributesOf(change.after)];
    const unset = (after["memory_swap"] ?? 0) === 0 && !isUnknown(change, "memory_swap");
    return updates(change) && unset && (before["memory_swap"] ?? 0) !== 0 && (after["memory"] ?? 0) !== 0
      ? "memory_swap will show as changed in every plan: set it to twice memory, or to memory itself for no swap"
      : undefined;
  },
};

const readOnlyUpload: Lie = {
  id: "docker/upload-into-read-only",
  kind: "reported, not applied",
  summary: "A file cannot be uploaded into a container whose root is read-only, not even into a volume",
  source: OURS,
  bad: [example("create", REDIS, null, { read_only: true, upload: [{ file: "/etc/redis.conf", content: "" }] })],
  good: [
    example("create", REDIS, null, { read_only: false, upload: [{ file: "/etc/redis.conf", content: "" }] }),
    example("create", REDIS, null, { read_only: true, upload: [] }),
  ],
  run: (change) => {
    const { read_only, upload } = attributesOf(change.after);
    return comes(change) && read_only === true && isList(upload) && upload.length > 0
      ? "the apply will fail with `container rootfs is marked read-only`: upload into a second container that shares a volume with this one"
      : undefined;
  },
};

const stopped: Lie = {
  id: "docker/stopped-container",
  kind: "perpetual difference",
  summary: "A stopped container reads as one without ports, so the plan replaces it",
  source: "https://github.com/kreuzwerker/terraform-provider-docker/issues/77, and our own test",
  bad: [example("replace", REDIS, { must_run: false, ports: [] }, { must_run: true, ports: [{ internal: 6379 }] })],
  good: [
    example("replace", REDIS, { must_run: true, ports: [] }, { must_run: true, ports: [{ internal: 6379 }] }),
    example("update", REDIS, { must_run: false }, { must_run: true }),
  ],
  run: (change) =>
    isStoppedContainer(change) && comes(change)
      ? "the container is stopped, which is why its ports seem to be new: find out why it stopped before this replaces it and its log is gone"
      : undefined,
};

const environment: Lie = {
  id: "docker/env-not-read",
  kind: "silent",
  summary: "env is not read back: what was changed on the engine is never seen as drift",
  source: OURS,
  bad: [example("create", REDIS, null, { env: ["MODE=fast"] })],
  good: [
    example("create", REDIS, null, { env: [] }),
    example("update", REDIS, { env: ["A=1"] }, { env: ["A=1"], memory: 512 }),
  ],
  run: (change) => {
    const { env } = attributesOf(change.after);
    return comes(change) && plannedAttributes(change).includes("env") && isList(env) && env.length > 0
      ? "env is not read back, so later plans will not see a change made on the engine; it stands in clear in the state: keep secrets out of it"
      : undefined;
  },
};

const capabilities: Lie = {
  id: "docker/capability-spelling",
  kind: "perpetual difference",
  summary: "A capability without its CAP_ prefix is replaced in every plan",
  source: `${OURS}; the daemon reports NET_ADMIN as CAP_NET_ADMIN`,
  attributes: ["capabilities"],
  bad: [example("create", REDIS, null, { capabilities: [{ add: ["NET_ADMIN"], drop: ["ALL"] }] })],
  good: [example("create", REDIS, null, { capabilities: [{ add: ["CAP_NET_ADMIN"], drop: ["ALL"] }] })],
  run: (change) => {
    const misspelt = isContainer(change)
      ? capabilitiesOf(change).filter((one) => one !== "ALL" && !one.startsWith("CAP_"))
      : [];
    return misspelt.length > 0
      ? `every later plan will replace this container: write ${misspelt.map((one) => `CAP_${one}`).join(", ")}, as the daemon reports it`
      : undefined;
  },
};

function capabilitiesOf(change: ResourceChange): readonly string[] {
  const { capabilities: blocks } = attributesOf(change.after);
  const values = isList(blocks) ? blocks.flatMap((block) => Object.values(attributesOf(block))) : [];
  return values.flat().filter((one): one is string => typeof one === "string");
}

// Neither forced to replace nor sent by the provider's update: kreuzwerker/docker 4.6.0, resource_docker_container.go.
const IGNORED = ["cpu_period", "cpu_quota", "init", "tmpfs"];

const inPlace: Lie = {
  id: "docker/in-place-attributes",
  kind: "reported, not applied",
  summary: `Changed in place, these stay as they were: ${IGNORED.join(", ")}`,
  source: "resourceDockerContainerUpdate of kreuzwerker/docker 4.6.0",
  bad: [example("update", REDIS, { tmpfs: { "/tmp": "size=16m" } }, { tmpfs: { "/tmp": "size=64m" } })],
  good: [
    example(
      "update",
      REDIS,
      { memory: 256, restart: "no", cpu_shares: 0 },
      { memory: 512, restart: "always", cpu_shares: 2 },
    ),
    example("replace", REDIS, { tmpfs: { "/tmp": "size=16m" } }, { tmpfs: { "/tmp": "size=64m" } }),
  ],
  run: (change) => {
    const ignored = updates(change) ? plannedAttributes(change).filter((name) => IGNORED.includes(name)) : [];
    return ignored.length > 0
      ? `${ignored.join(", ")}: the running container keeps what it has, whatever the plan says; replace it (terraform apply -replace)`
      : undefined;
  },
};

export const DOCKER: readonly Lie[] = [
  healthcheck,
  memorySwap,
  readOnlyUpload,
  stopped,
  environment,
  capabilities,
  inPlace,
];
