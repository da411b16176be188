import { docker } from "../../e2e/engine.ts";
import { eventually } from "../../e2e/eventually.ts";
import type { Platform } from "../../e2e/platform.ts";
import type { Member } from "./alertmanager.ts";

/** How often people and the application were told of an alert. */
export interface Told {
  readonly mails: number;
  readonly records: number;
}

/** Notifications that it fires; what tells that it is over counts for nothing. */
export async function told({ mails, history }: Platform, name: string): Promise<Told> {
  const [inbox, records] = await Promise.all([mails(), history()]);
  const subject = new RegExp(`\\] ${name}: `);
  return {
    mails: inbox.filter((mail) => subject.test(mail.subject) && !mail.subject.includes("RESOLVED")).length,
    records: records.filter(({ labels, status }) => labels["alertname"] === name && status === "firing").length,
  };
}

/** How far apart the two Prometheus evaluate, as they started at different times: the second says the same later. */
const APART_MILLISECONDS = 7_000;
const HOUR_MILLISECONDS = 3_600_000;

/** Hands an alert over as two Prometheus do: each to every Alertmanager, each with the start that it saw itself. */
export async function fire(members: readonly Member[], name: string, now = Date.now()): Promise<void> {
  for (const start of [now - APART_MILLISECONDS, now])
    for (const one of members)
      await one.post({
        labels: { alertname: name, environment: "scale", job: "failover", owner: "platform", severity: "critical" },
        annotations: { summary: "A test of the failover", description: "Nothing is wrong." },
        startsAt: new Date(start).toISOString(),
        endsAt: new Date(now + HOUR_MILLISECONDS).toISOString(),
      });
  for (const one of members) await holds(one, name);
}

const holds = (one: Member, name: string): Promise<void> =>
  eventually(
    `${one.container} holds ${name}`,
    async () => {
      const names = (await one.alerts()).map(({ alertname }) => alertname);
      if (!names.includes(name)) throw new Error(names.join(", "));
    },
    { within: 30 },
  );

/** The one that tells at once, and the one that waits for it. */
export async function inTurn(members: readonly Member[]): Promise<readonly [first: Member, second: Member]> {
  const placed = await Promise.all(members.map(async (one) => ({ one, position: await one.position() })));
  const [first, second] = placed.sort((a, b) => a.position - b.position).map(({ one }) => one);
  if (!first || !second) throw new Error("an Alertmanager cluster of less than two");
  return [first, second];
}

/** Waits until each knows of the other and both have a place. */
export const together = (members: readonly Member[]): Promise<void> =>
  eventually(
    "the Alertmanagers know each other",
    async () => {
      const known = await Promise.all(members.map((one) => one.members()));
      const places = await Promise.all(members.map((one) => one.position()));
      if (known.some((count) => count !== members.length) || new Set(places).size !== members.length)
        throw new Error(`they know ${known.join(" and ")}, at ${places.join(" and ")}`);
    },
    { within: 120 },
  );

export const killed = (container: string): Promise<string> => docker(["kill", "--signal=KILL", container]);
export const started = (container: string): Promise<string> => docker(["start", container]);

/** The networks of a container, and the names by which it is known on each. */
export async function networksOf(container: string): Promise<readonly { name: string; aliases: readonly string[] }[]> {
  const [found] = JSON.parse(await docker(["container", "inspect", container])) as [
    { NetworkSettings: { Networks: Record<string, { Aliases: readonly string[] | null }> } },
  ];
  return Object.entries(found.NetworkSettings.Networks).map(([name, { Aliases }]) => ({
    name,
    aliases: Aliases ?? [],
  }));
}

/** Cuts a container off; the result joins it again, under its names. */
export async function cutOff(container: string): Promise<() => Promise<void>> {
  const networks = await networksOf(container);
  for (const { name } of networks) await docker(["network", "disconnect", name, container]);
  return async () => {
    for (const { name, aliases } of networks)
      await docker(["network", "connect", ...aliases.flatMap((alias) => ["--alias", alias]), name, container]);
  };
}
