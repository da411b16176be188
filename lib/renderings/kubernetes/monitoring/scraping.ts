/** What every kind of monitor says of a scrape, as the operator spells it. Source: operator 0.85, api-reference/api.md */
import { duration } from "../../../metrics/duration.ts";
import type { Duration } from "../../../metrics/units.ts";
import type { HttpCredentials } from "../../../services/credentials.ts";
import { secretOf } from "../../../services/credentials.ts";
import { limits } from "../../../services/scrape.ts";
import type { Target } from "../../../services/target.ts";
import type { Place, SecretKey, Tls } from "./place.ts";

/** What all monitors of an environment share. */
export interface Scraping {
  readonly interval: Duration;
  readonly timeout: Duration;
  /** Where the monitors stand: beside the Prometheus that reads them, so that its credentials stay in one namespace. */
  readonly namespace: string;
  /** The Secret whose keys are Prometheus' secret files. */
  readonly secret: string;
  /** The Secret whose keys are the names of users; they are no secret, but the operator takes them from one only. */
  readonly users: string;
}

/** How often and how long; written even where Prometheus' own is the same, for a stack may have another. */
export function pace({ interval }: Target, all: Scraping) {
  const own = interval ?? all.interval;
  const timeout = all.timeout.value > own.value ? own : all.timeout;
  return { interval: duration(own), scrapeTimeout: duration(timeout) };
}

/** A job's limits on Docker, and more targets where there is one a node. */
export function scrapeLimits({ limits: given }: Target, perNode: { readonly atMost: number } | undefined) {
  const docker = limits({ ...given, ...(perNode && { targets: perNode.atMost }) });
  return {
    sampleLimit: docker.sample_limit,
    labelLimit: docker.label_limit,
    labelNameLengthLimit: docker.label_name_length_limit,
    labelValueLengthLimit: docker.label_value_length_limit,
    targetLimit: docker.target_limit,
    bodySizeLimit: docker.body_size_limit,
  };
}

/** `authorization` or `basicAuth`, by references to Secrets; nothing where nobody asks. */
export function authentication(target: Target, place: Place, scraping: Scraping) {
  if (place.authentication === "none" || target.credentials === undefined) return {};
  return shown(target.credentials, scraping);
}

function shown(credentials: HttpCredentials, { secret, users }: Scraping) {
  const value: SecretKey = { name: secret, key: secretOf(credentials).name };
  return credentials.kind === "bearer"
    ? { authorization: { type: "Bearer", credentials: value } }
    : { basicAuth: { username: { name: users, key: credentials.user }, password: value } };
}

/** `scheme` and `tlsConfig`. */
export const transport = (tls: Tls | undefined) =>
  tls === undefined ? { scheme: "http" } : { scheme: "https", tlsConfig: tlsConfig(tls) };

export const tlsConfig = ({ authority, serverName }: Tls) => ({ ca: { secret: authority }, serverName });
