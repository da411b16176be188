/** Certificates of the connections between services, as every encrypted port shows them. */
import { alert } from "../lib/alerting/rules/alert.ts";
import { group } from "../lib/alerting/rules/group.ts";
import { days, minutes } from "../lib/metrics/units.ts";
import { below, until, where } from "../lib/promql/index.ts";
import { certificateExpiry } from "../metrics/external/index.ts";
import * as meanings from "./meanings/certificates.ts";
import { PLATFORM } from "./owners.ts";

const left = until(where(certificateExpiry, { job: "certificates" }));

/** Our own authority's are made anew 30 days before their end, whenever `up` runs: at 14 nobody has run it for long. */
export const CertificateExpiresSoon = alert("CertificateExpiresSoon", {
  meaning: meanings.CertificateExpiresSoon,
  condition: below(left, days(14)),
  for: minutes(5),
  severity: "warning",
  owner: PLATFORM,
  summary: (f) => `The certificate of ${f.label.instance} ends soon`,
  description: (f) =>
    `${f.label.instance} shows a certificate that is valid for ${f.value} more (limit ${f.threshold}): nobody has renewed it.`,
});

/** Past its end the handshake fails, and with it this metric: then ServiceUnreachable tells. */
export const CertificateNearlyExpired = alert("CertificateNearlyExpired", {
  meaning: meanings.CertificateNearlyExpired,
  condition: below(left, days(2)),
  for: minutes(5),
  severity: "critical",
  owner: PLATFORM,
  summary: (f) => `The certificate of ${f.label.instance} is about to end`,
  description: (f) =>
    `${f.label.instance} shows a certificate that is valid for ${f.value} more (limit ${f.threshold}): then nobody connects to it any more.`,
});

export const certificates = group("certificates", [CertificateExpiresSoon, CertificateNearlyExpired]);
