import { query, thresholdOf, timeseries } from "../../lib/dashboards/index.ts";
import { min, until, where } from "../../lib/promql/index.ts";
import { certificateExpiry } from "../../metrics/external/index.ts";
import { CertificateExpiresSoon, CertificateNearlyExpired } from "../../rules/certificates.ts";

export const certificates = timeseries("certificates", {
  title: "Certificates are valid for",
  description:
    "How long the certificate of each encrypted port still holds. It jumps up when one is made anew, 30 days before its end; one that keeps falling is renewed by nobody.",
  width: 12,
  whenEmpty: "This environment speaks in clear.",
  bad: "low",
  thresholds: [thresholdOf(CertificateExpiresSoon, "seconds"), thresholdOf(CertificateNearlyExpired, "seconds")],
  queries: [
    query(min(until(where(certificateExpiry, { job: "certificates" })), { by: ["instance"] }), (l) => l.instance),
  ],
  watchedBy: [CertificateExpiresSoon, CertificateNearlyExpired],
});
