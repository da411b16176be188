import type { Labels } from "../names.ts";

/** A key of a Secret, in the namespace of the object that refers to it. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** By whom a certificate must be signed, and for which name. */
export interface Tls {
  readonly authority: SecretKey;
  readonly serverName: string;
}

interface Access {
  /** The port's name there, where it is not the one on Docker. */
  readonly port?: string;
  /** In place of the target's own path. */
  readonly path?: string;
  /** Absent: plain HTTP. */
  readonly tls?: Tls;
  /** In place of the target's credentials: none is asked for. */
  readonly authentication?: "none";
  /** One a node: the node gives the instance its name, which outlives the pod. The most nodes that are scraped. */
  readonly perNode?: { readonly atMost: number };
}

/** Pods behind a Service that bears these labels. */
export interface ServicePlace extends Access {
  readonly kind: "service";
  readonly namespace: string;
  readonly selector: Labels;
}

/** Pods that no Service stands in front of, by their own labels. */
export interface PodsPlace extends Access {
  readonly kind: "pods";
  readonly namespace: string;
  readonly selector: Labels;
}

/** Something outside the cluster: `db.example.com:9187`. */
export interface AddressPlace extends Access {
  readonly kind: "address";
  readonly authority: string;
}

/** Where the pods of a service are, and what a scrape meets there that is not as on Docker. */
export type Place = ServicePlace | PodsPlace | AddressPlace;
