import type { Refusal } from "../verdict/verdict.ts";
import type { Breach, Policy, PolicyWaiver, Resource } from "./policy.ts";

interface Given {
  readonly policies: readonly Policy[];
  /** Those of other policies, and of resources that are not among these, are left alone. */
  readonly waivers: readonly PolicyWaiver[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

interface Judgement {
  readonly refusals: readonly Refusal[];
  /** What is excused, with the reason, by whom, and until when. */
  readonly waived: readonly string[];
}

interface Finding {
  readonly policy: Policy;
  readonly resource: Resource;
  readonly breach: Breach;
}

/**
 * Every breach of every policy is refused, unless a waiver excuses it. A waiver whose last day has passed excuses
 * nothing; one whose resource keeps to the policy is refused itself, so that no exception outlives its need.
 */
export function judge(resources: readonly Resource[], { policies, waivers, today }: Given): Judgement {
  const found = policies.flatMap((policy) => resources.flatMap((resource) => findings(policy, resource)));
  const judged = found.map((finding) => ({ finding, waiver: waivers.find((one) => covers(one, finding)) }));
  const idle = waivers.filter((waiver) => isIdle(waiver, found, policies, resources));
  return {
    refusals: [
      ...judged.flatMap(({ finding, waiver }) => refusalOf(finding, waiver, today)),
      ...idle.map((waiver) => idleRefusal(waiver, resources)),
    ],
    waived: judged.flatMap(({ finding, waiver }) => (waiver && waiver.until >= today ? [excuse(finding, waiver)] : [])),
  };
}

const findings = (policy: Policy, resource: Resource): readonly Finding[] =>
  policy.run(resource).map((breach) => ({ policy, resource, breach }));

const covers = (waiver: PolicyWaiver, { policy, resource }: Finding): boolean =>
  waiver.policy === policy.id && waiver.resource === resource.name;

const isIdle = (
  waiver: PolicyWaiver,
  found: readonly Finding[],
  policies: readonly Policy[],
  resources: readonly Resource[],
): boolean =>
  resources.some(
    (resource) =>
      resource.name === waiver.resource &&
      isJudged(resource, waiver.policy, policies) &&
      !policies.some(({ id, undecided }) => id === waiver.policy && undecided?.(resource)),
  ) && !found.some((finding) => covers(waiver, finding));

/** A policy's bad examples show what types it judges: one of destructions says nothing of what stands, and the reverse. */
const isJudged = ({ type }: Resource, policy: string, policies: readonly Policy[]): boolean =>
  policies.some(({ id, bad }) => id === policy && bad.some((example) => example.type === type));

function refusalOf({ policy, resource, breach }: Finding, waiver: PolicyWaiver | undefined, today: string): Refusal[] {
  if (waiver && waiver.until >= today) return [];
  const { id, alsoKnownAs } = policy;
  const said = { policy: id, resource: resource.address, alsoKnownAs };
  if (!waiver) return [{ ...said, ...breach }];
  return [
    {
      ...said,
      message: `${breach.message}; its waiver ended on ${waiver.until}`,
      remedy: `${breach.remedy}, or let ${waiver.owner} renew the waiver`,
    },
  ];
}

const idleRefusal = (waiver: PolicyWaiver, resources: readonly Resource[]): Refusal => ({
  policy: waiver.policy,
  resource: resources.find(({ name }) => name === waiver.resource)?.address ?? waiver.resource,
  message: `the waiver of ${waiver.resource} excuses nothing`,
  remedy: "remove the waiver",
  alsoKnownAs: [],
});

const excuse = ({ policy, resource, breach }: Finding, { reason, owner, until }: PolicyWaiver): string =>
  `${policy.id}: ${resource.address}: ${breach.message}; waived by ${owner} until ${until}: ${reason}`;
