import type { Network } from "../../services/network.ts";
import type { Service } from "../../services/service.ts";

/** What the engine is told of every service, whichever rendering tells it. */

/** Networks with no way out of the machine; `edge` publishes ports and `app` may reach a real exchange. */
export const INTERNAL: readonly Network[] = ["data", "monitor", "archive"];

/** True for a service that no network of its own leads out of the machine. */
export const isIsolated = ({ networks }: Pick<Service, "networks">): boolean =>
  networks.every((network) => INTERNAL.includes(network));

/**
 * The engine asks the world for a name that is gone, which an internal network cannot reach. Two tries of 5 s outlast a
 * scrape: an exporter whose database is gone would look down itself, and the database's own alert would never fire.
 */
export const IMPATIENT: readonly string[] = ["attempts:1", "timeout:1"];

/**
 * A peer that is gone without a word (its host died, its address is another's) is given up after 100 s, the least that
 * RFC 1122 (4.2.3.5) allows, and not after the kernel's 15 min: postgres_exporter asks nobody else until then.
 * Source: docs.kernel.org/networking/ip-sysctl.html, tcp_retries2.
 */
export const SYSCTLS: Readonly<Record<string, string>> = { "net.ipv4.tcp_retries2": "8" };

export const LOGGING = { driver: "json-file", options: { "max-size": "10m", "max-file": "3" } };

/** Seconds that a service has to end by itself. */
export const GRACE_SECONDS = 30;

/** Mount options of a directory that a service writes to and that need not outlive it. */
export const tmpfsOptions = ({ user }: Pick<Service, "user">): string => {
  const [uid, gid] = user.split(":");
  return `rw,noexec,nosuid,nodev,size=64m,mode=0700,uid=${uid},gid=${gid}`;
};
