/** The certificates that encrypted ports show, as the prober sees them. */
import { during, type Meaning, type Phase, type Told } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, days, hours, minutes, seconds } from "../../lib/metrics/units.ts";
import { certificateExpiry } from "../../metrics/external/index.ts";
import type { Happening } from "./happening.ts";

const INSTANCE = "prometheus:9090";

/** The certificate is valid for so much longer at every scrape. */
const leaves =
  (left: Duration, job = "certificates"): Happening =>
  (world) =>
    world.target(job, INSTANCE).set(certificateExpiry, {}, world.now + left.value);
/** Nobody completes a handshake, so nobody sees when the certificate ends. */
const isUnseen: Happening = (world) => world.target("certificates", INSTANCE).forget(certificateExpiry);

const renewed: readonly Phase[] = [during(minutes(5), leaves(days(365)))];
const forTenMinutes = (happening: Happening): readonly Phase[] => [during(minutes(10), happening)];

const endsWithin = (limit: Duration, told: Omit<Told, "labels">): Meaning => ({
  fires: [
    {
      when: `an hour less than ${limit.text} is left`,
      before: renewed,
      happens: forTenMinutes(leaves(hours(limit.value / 3600 - 1))),
      firesAfter: minutes(5),
      tells: [{ labels: { job: "certificates", instance: INSTANCE }, ...told }],
      resolves: { phases: renewed, after: seconds(0) },
    },
  ],
  silent: [
    { when: `${limit.text} are left`, phases: forTenMinutes(leaves(limit)) },
    { when: "it is renewed within 5 min", phases: [...renewed, during(minutes(5), leaves(hours(1))), ...renewed] },
    {
      when: "a certificate of the world ends, which another probe met",
      phases: forTenMinutes(leaves(hours(1), "web")),
    },
    {
      when: "no handshake succeeds, which is told by ServiceUnreachable",
      phases: [...renewed, ...forTenMinutes(isUnseen)],
    },
  ],
  unscraped: "ends",
});

export const CertificateExpiresSoon: Meaning = endsWithin(days(14), {
  summary: "The certificate of prometheus:9090 ends soon",
  description:
    "prometheus:9090 shows a certificate that is valid for 13d 23h 0m 0s more (limit 14 d): nobody has renewed it.",
});

export const CertificateNearlyExpired: Meaning = endsWithin(days(2), {
  summary: "The certificate of prometheus:9090 is about to end",
  description:
    "prometheus:9090 shows a certificate that is valid for 1d 23h 0m 0s more (limit 2 d): then nobody connects to it any more.",
});
