import { gauge } from "../../lib/metrics/definitions.ts";

/** Of the chain that a port shows; absent where the handshake fails. */
export const certificateExpiry = gauge({
  name: "probe_ssl_earliest_cert_expiry",
  help: "Returns last SSL chain expiry in unixtime",
  unit: "timestamp",
});
