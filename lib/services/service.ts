import type { Quantity } from "../metrics/units.ts";
import type { Connection } from "./connection.ts";
import type { Credentials } from "./credentials.ts";
import type { Health } from "./health.ts";
import type { Network } from "./network.ts";
import type { SecretFiles } from "./secret.ts";
import type { Mount } from "./volume.ts";

/** A directory of configuration files, mounted read-only. File names are relative to `mount`. */
export interface Configuration {
  readonly mount: string;
  readonly files: ReadonlyMap<string, string>;
  /** What the service does when a file changes: reads it again by itself, or has to be replaced. */
  readonly onChange: "reloads" | "replace";
}

export interface Limits {
  readonly memory: Quantity<"bytes">;
  /** Cores; 0.5 is half of one. */
  readonly cpus: number;
}

export interface Encrypts<P extends string = string> {
  /** Ports that then speak TLS and nothing else, by the certificate in CERTIFICATE_FILE. */
  readonly ports: readonly P[];
  /** What else is then different: flags, health check, how it asks others, whom AUTHORITY_FILE vouches for. */
  readonly differs: (plain: Service) => Partial<Service>;
}

/**
 * Something that runs. It knows no platform: how it is carried to Docker, Compose or Kubernetes is a rendering's
 * business, host ports and public URLs are the environment's. A replica is a service of its own.
 */
export interface Service<P extends string = string> {
  /** DNS name inside the platform: `postgres-exporter`. */
  readonly name: string;
  /** What it is for, in one line; printed by `quantflow status` and the docs. */
  readonly summary: string;
  /** A key of versions.ts. */
  readonly image: string;
  /** Container ports by name. */
  readonly ports: { readonly [K in P]: number };
  /** Ports that a person opens; the environment gives each a loopback host port. */
  readonly opens?: readonly NoInfer<P>[];
  /** Whom a port lets in, each where it may; a port that is not named is open to whoever reaches it. */
  readonly admits?: { readonly [K in NoInfer<P>]?: readonly Credentials[] };
  /** How it speaks TLS; absent where it cannot. It does so where its environment encrypts. */
  readonly encrypts?: Encrypts<NoInfer<P>>;
  /** In place of the image's own; for images whose program takes a secret from a file by no other way. */
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly configuration?: Configuration;
  readonly secrets?: SecretFiles;
  /** Which of those files the program reads again at each use: a new value there needs no restart. */
  readonly rereads?: readonly string[];
  readonly volumes?: readonly Mount[];
  /** Directories the process writes to that need not outlive it. Everything else is read-only. */
  readonly scratch?: readonly string[];
  /** Numeric `uid:gid`. */
  readonly user: string;
  /** Read-only mounts of the host, for what watches the host. */
  readonly hostPaths?: readonly { readonly host: string; readonly mount: string }[];
  readonly health: Health;
  readonly limits: Limits;
  readonly networks: readonly Network[];
  /** What it opens connections to, as far as its own definition says. */
  readonly connects?: readonly Connection[];
  /** Services started before it. Each still bears the other being away: a start order is no guarantee. */
  readonly needs?: readonly Service[];
}

export const service = <const P extends string>(definition: Service<P>): Service<P> => definition;
