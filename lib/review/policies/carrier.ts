import type { Fields } from "./attributes.ts";

/**
 * A container that only brings files and ends: it need not run, has no network and is not started again. The provider
 * cannot upload into a read-only root, so it keeps a writable one for the second that it lives.
 */
export const isCarrier = (attributes: Fields): boolean =>
  attributes["must_run"] === false &&
  attributes["network_mode"] === "none" &&
  [undefined, null, "", "no"].includes(attributes["restart"] as string | null | undefined);

/** A carrier as the examples show it. */
export const CARRIER: Fields = { must_run: false, network_mode: "none", restart: "no" };
