/** Who asks every encrypted port for its certificate, and how long that is valid. */
import { type Address, address } from "../../lib/services/address.ts";
import { target } from "../../lib/services/target.ts";
import { blackboxExporter } from "./blackbox-exporter.ts";
import { scrapeLimits } from "./defaults.ts";
import { scrapeLogin } from "./logins.ts";
import { prometheus } from "./prometheus.ts";
import { timescaledb } from "./timescaledb.ts";

export const CERTIFICATES = "certificates";

/** A port that is asked for its certificate. */
const certificateTarget = (of: Address) =>
  target({
    job: CERTIFICATES,
    at: address(blackboxExporter, "metrics", "/probe"),
    credentials: scrapeLogin,
    limits: { ...scrapeLimits(100), targets: 30 },
    probe: { of, module: "certificate" },
  });

/** One that stands for all of them in the catalogue's table. */
export const aCertificateTarget = certificateTarget(address(prometheus, "web", ""));

/** PostgreSQL begins in clear and is asked to change to TLS, which the prober cannot; its exporter and clients verify it. */
const BEGINS_IN_CLEAR: readonly string[] = [timescaledb.name];

/** A target for every one of these ports that begins with a TLS handshake, and shares a network with the prober. */
export const certificateTargets = (ports: readonly Address[]) =>
  ports.filter(({ service }) => !BEGINS_IN_CLEAR.includes(service.name)).map(certificateTarget);
