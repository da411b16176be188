/** Reads a file as text; undefined when it does not exist. */
export type ReadText = (path: string) => string | undefined;

/** What the kernel says of our own control group; absent where it says nothing. */
export interface CgroupUsage {
  readonly memoryLimitBytes: number | undefined;
  /** Page cache that can be reclaimed left out, as `docker stats` and Kubernetes count it. */
  readonly memoryUsageBytes: number | undefined;
  /** Since the group was made. */
  readonly throttledSeconds: number | undefined;
}

interface Layout {
  readonly memory: string;
  readonly cpu: string;
  readonly limitFile: string;
  readonly usageFile: string;
  readonly inactiveField: string;
  readonly throttledField: string;
  readonly throttledPerSecond: number;
}

const ROOT = "/sys/fs/cgroup";
/** Version 1 writes "no limit" as the largest multiple of a page below 2^63. */
const NO_LIMIT = 2 ** 62;

const V1: Omit<Layout, "memory" | "cpu"> = {
  limitFile: "memory.limit_in_bytes",
  usageFile: "memory.usage_in_bytes",
  inactiveField: "total_inactive_file",
  throttledField: "throttled_time",
  throttledPerSecond: 1e9,
};
const V2: Omit<Layout, "memory" | "cpu"> = {
  limitFile: "memory.max",
  usageFile: "memory.current",
  inactiveField: "inactive_file",
  throttledField: "throttled_usec",
  throttledPerSecond: 1e6,
};

/** `hierarchy:controllers:path` lines of /proc/self/cgroup; version 2 has no controllers. See cgroups(7). */
function pathOf(membership: string, controller: string): string | undefined {
  for (const line of membership.split("\n")) {
    const [, controllers, ...path] = line.split(":");
    if (controllers?.split(",").includes(controller)) return path.join(":");
  }
  return undefined;
}

/** In a container the mount shows the group itself as its root, while the path may still be the host's. */
const directory = (read: ReadText, mount: string, path: string, probe: string): string =>
  path !== "/" && read(`${mount}${path}/${probe}`) !== undefined ? `${mount}${path}` : mount;

function layout(read: ReadText): Layout {
  const membership = read("/proc/self/cgroup") ?? "";
  const memory = pathOf(membership, "memory");
  if (memory === undefined) {
    const group = directory(read, ROOT, pathOf(membership, "") ?? "/", V2.usageFile);
    return { ...V2, memory: group, cpu: group };
  }
  return {
    ...V1,
    memory: directory(read, `${ROOT}/memory`, memory, V1.usageFile),
    cpu: directory(read, `${ROOT}/cpu`, pathOf(membership, "cpu") ?? "/", "cpu.stat"),
  };
}

function number(text: string | undefined): number | undefined {
  const value = Number(text?.trim() || Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

/** A field of a file of `name value` lines. */
const field = (text: string | undefined, name: string): number | undefined =>
  number(
    text
      ?.split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1),
  );

/** The process's own control group, version 1 or 2. */
export class Cgroup {
  readonly #read: ReadText;
  readonly #layout: Layout;

  constructor(read: ReadText) {
    this.#read = read;
    this.#layout = layout(read);
  }

  usage(): CgroupUsage {
    const { memory, cpu, limitFile, usageFile, inactiveField, throttledField, throttledPerSecond } = this.#layout;
    const limit = number(this.#read(`${memory}/${limitFile}`));
    const used = number(this.#read(`${memory}/${usageFile}`));
    const inactive = field(this.#read(`${memory}/memory.stat`), inactiveField) ?? 0;
    const throttled = field(this.#read(`${cpu}/cpu.stat`), throttledField);
    return {
      memoryLimitBytes: limit !== undefined && limit < NO_LIMIT ? limit : undefined,
      memoryUsageBytes: used === undefined ? undefined : Math.max(0, used - inactive),
      throttledSeconds: throttled === undefined ? undefined : throttled / throttledPerSecond,
    };
  }
}
