/** Values as Kubernetes spells them. */
import type { Duration, Quantity } from "../../metrics/units.ts";
import type { Limits } from "../../services/service.ts";

const MEBIBYTE = 2 ** 20;

/** `512Mi`; a plain number where it is no whole number of mebibytes. */
export const memory = ({ value }: Quantity<"bytes">): string =>
  value % MEBIBYTE === 0 ? `${value / MEBIBYTE}Mi` : `${value}`;

/** `250m`; thousandths of a core, rounded up, for a container of none would never run. */
export const cpu = (cores: number): string => `${Math.ceil(cores * 1000)}m`;

/** A limit is for peaks; this share of it is kept free for the service. */
const CPU_SHARE = 0.25;

/** No more memory than is kept free for it, so that it is not the one to go when a node has none left. */
export const resources = ({ memory: bytes, cpus }: Limits) => ({
  requests: { cpu: cpu(cpus * CPU_SHARE), memory: memory(bytes) },
  limits: { cpu: cpu(cpus), memory: memory(bytes) },
});

/** Whole seconds, rounded up, at least one: probes know no less. */
export const wholeSeconds = ({ value }: Duration): number => Math.max(1, Math.ceil(value));

/**
 * Text that Kubernetes hands on as it is. In commands, arguments, environment values and probes it reads `$(NAME)` as a
 * variable's value and `$$` as `$`. Source: kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables
 */
export const literal = (text: string): string => text.replaceAll("$", "$$$$");

/**
 * The key under which a ConfigMap keeps a file; no two names share one. What a key may not hold, and `_` itself, is
 * written as its bytes: `rules/a.yml` is `rules_2f_a.yml`.
 */
export const fileKey = (name: string): string =>
  name.replace(/[^A-Za-z0-9.-]/gu, (character) => `_${Buffer.from(character).toString("hex")}_`);
