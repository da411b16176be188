import type { Waiver } from "../lib/services/waiver.ts";

/** The rules that a service may be excused from; a test fails after a waiver's last day. */
export type Policy = "numeric user other than root" | "scraped or probed";

export const waivers: readonly (Waiver & { readonly policy: Policy })[] = [
  {
    policy: "numeric user other than root",
    service: "cadvisor",
    reason:
      "it reads other containers' control groups and asks the engine for their names, which only root may; it has no capability, and its port is on the monitor network alone",
    owner: "platform",
    until: "2027-11-30",
  },
];

/** The waivers of one policy. */
export const waiversOf = (policy: Policy): readonly Waiver[] => waivers.filter((waiver) => waiver.policy === policy);
