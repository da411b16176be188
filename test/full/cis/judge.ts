import type { InspectedContainer, PolicyWaiver } from "../../../lib/review/policies/index.ts";
import { type Check, type ContainerCheck, type Excuse, isDecided, type OtherCheck } from "./check.ts";

export interface Finding {
  readonly check: Check;
  readonly status: "pass" | "fail" | OtherCheck["status"];
  readonly evidence: string;
}

interface Given {
  readonly containers: readonly InspectedContainer[];
  /** Of the review's policies; a check that names one is excused where it is. */
  readonly waivers: readonly PolicyWaiver[];
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly serviceOf: (container: InspectedContainer) => string;
}

/** Every recommendation, with what was found. An excuse that has ended, or that nothing needs, is a failure. */
export const judged = (checks: readonly Check[], given: Given): readonly Finding[] =>
  checks.map((check) => (isDecided(check) ? decided(check, given) : other(check, given)));

function other(check: OtherCheck, { today }: Given): Finding {
  if (check.status !== "waived") return { check, status: check.status, evidence: check.why };
  return { check, status: check.excuse.until >= today ? "waived" : "fail", evidence: words(check.excuse) };
}

function decided(check: ContainerCheck, { containers, waivers, today, serviceOf }: Given): Finding {
  const against = containers.filter((one) => !check.holds(one));
  const excuses = against.map((one) => check.excuse ?? waiverOf(check, serviceOf(one), waivers));
  const evidence = together(check, containers, serviceOf);
  if (against.length === 0 && check.excuse === undefined) return { check, status: "pass", evidence };
  const stands = excuses.length > 0 && excuses.every((one) => one !== undefined && one.until >= today);
  if (!stands) return { check, status: "fail", evidence };
  const reasons = [...new Set(excuses.flatMap((one) => (one ? [words(one)] : [])))];
  return { check, status: "waived", evidence: `${evidence}. ${reasons.join("; ")}` };
}

const waiverOf = ({ policy }: ContainerCheck, service: string, waivers: readonly PolicyWaiver[]): Excuse | undefined =>
  waivers.find((waiver) => waiver.policy === policy && waiver.resource === service);

const words = ({ reason, owner, until }: Excuse): string => `Waived by ${owner} until ${until}: ${reason}`;

/** What was seen, each with the containers of which it was: `512 MiB: prometheus, timescaledb`. */
function together(
  { seen }: ContainerCheck,
  containers: readonly InspectedContainer[],
  serviceOf: Given["serviceOf"],
): string {
  const said = [...new Set(containers.map(seen))];
  if (said.length === 1) return `${said[0]}: all`;
  const those = (what: string) => containers.filter((one) => seen(one) === what).map(serviceOf);
  return said.map((what) => `${what}: ${those(what).join(", ")}`).join("; ");
}
