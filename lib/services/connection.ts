import type { Address } from "./address.ts";
import type { Credentials } from "./credentials.ts";

/** A port of another service that a service opens connections to, and how it proves there who it is. */
export interface Connection {
  readonly to: Address;
  readonly credentials?: Credentials;
}

/** A connection with the service that opens it, by name, as it stands in one environment. */
export interface Link extends Connection {
  readonly from: string;
  /** `probe`: it comes as a stranger and asks what is open to all. */
  readonly purpose: "scrape" | "probe" | "use";
  /** The file that it reads its secret from, where its configuration names one; else any file made of it will do. */
  readonly file?: string;
}
