import { type Address, authority, url } from "../../lib/services/address.ts";
import { type HttpCredentials, secretOf } from "../../lib/services/credentials.ts";
import type { Target } from "../../lib/services/target.ts";
import type { Run } from "../run.ts";
import type { SecretStore } from "../secrets/store.ts";
import { basic } from "../stack/prometheus.ts";
import { scrapeFailed } from "./errors.ts";

export interface Scraper {
  readonly run: Run;
  /** The container of Prometheus: what it reaches, and as whom, is what a scrape is. */
  readonly container: string;
  readonly store: Pick<SecretStore, "find">;
}

const PATIENCE_SECONDS = 15;

/** The address that a target tells of: behind a prober, not the prober's own. */
export const instanceOf = ({ at, probe }: Target): string => authority(probe?.of ?? at);

/**
 * The text that a target answers Prometheus with. It is asked from inside Prometheus' container over a bare connection:
 * the request comes by standard input, so that no secret stands in a list of processes.
 */
export async function scrapeText({ run, container, store }: Scraper, target: Target): Promise<string> {
  const { at, credentials } = target;
  const failed = (words: string) => scrapeFailed(instanceOf(target), target.job, words);
  const lines = [
    `GET ${pathOf(target)} HTTP/1.0`,
    `Host: ${authority(at)}`,
    ...(credentials ? [`Authorization: ${authorization(credentials, store)}`] : []),
  ];
  const ask = ["exec", "-i", container, "nc", "-w", `${PATIENCE_SECONDS}`, at.service.name, portOf(at)];
  const { code, stdout, stderr } = await run("docker", ask, { input: `${lines.join("\r\n")}\r\n\r\n` });
  if (code !== 0) throw failed(stderr.trim() || `nc ended with ${code}`);
  const head = stdout.slice(0, stdout.indexOf("\r\n\r\n"));
  const [status = ""] = head.split("\r\n");
  if (!/^HTTP\/1\.[01] 200 /.test(status)) throw failed(status ? `it answered ${status}` : "it answered nothing");
  return stdout.slice(head.length);
}

const portOf = ({ service, port }: Address): string => `${service.ports[port]}`;

/** As Prometheus asks: a probe names its module and what it is to ask. */
function pathOf({ at, probe }: Target): string {
  if (probe === undefined) return at.path;
  const asked = probe.of.path === "" ? authority(probe.of) : url(probe.of);
  return `${at.path}?${new URLSearchParams({ module: probe.module, target: asked })}`;
}

const authorization = (credentials: HttpCredentials, store: Scraper["store"]): string => {
  const password = store.find(secretOf(credentials)) ?? "";
  return credentials.kind === "bearer" ? `Bearer ${password}` : basic({ user: credentials.user, password });
};
