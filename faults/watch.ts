/** Looks at a broken instance until everyone who has to be told is. */
import type { Cell } from "./matrix.ts";
import { isGrave, nameOf } from "./quiet.ts";
import type { HistoryRecord, Mail, Stage } from "./stage.ts";
import { isWaived, type Notice, type Told, toldBy, WATCHMAN } from "./statement.ts";

const POLL_MILLISECONDS = 250;
const PATIENCE_MILLISECONDS = 750;

/** When something was first seen, in seconds since the fault. */
export interface Seen {
  /** By notice, `ServiceDown of quantflow`: when Prometheus had it firing. */
  readonly firing: Map<string, number>;
  /** By notice and receiver. */
  readonly told: Map<string, number>;
  /** Everything that fired, the notices among it. */
  readonly fired: Set<string>;
  /** Of these, what is critical and no objective. */
  readonly grave: Set<string>;
  readonly inhibited: Set<string>;
}

type Named = Pick<Notice, "alert" | "job">;
export const noticeName = ({ alert, job }: Named): string => `${alert} of ${job}`;
export const toldName = (notice: Named, receiver: Told): string => `${noticeName(notice)} by ${receiver}`;

export interface Watch {
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** How long it is looked at most. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** Looks until every notice has reached everyone, the time is over, or nobody wants to know any more. */
export async function watched(stage: Stage, { statement }: Cell, { since, seconds, signal }: Watch): Promise<Seen> {
  const seen: Seen = {
    ...{ firing: new Map(), told: new Map() },
    ...{ fired: new Set(), grave: new Set(), inhibited: new Set() },
  };
  const notices = isWaived(statement) ? [] : statement.notices;
  const isDone = () =>
    notices.length > 0 && notices.every((one) => toldBy(one).every((who) => seen.told.has(toldName(one, who))));
  while (!signal.aborted && stage.now() - since < seconds * 1000) {
    await look(stage, notices, since, seen);
    if (isDone()) return seen;
    await stage.pause(POLL_MILLISECONDS);
  }
  return seen;
}

async function look(stage: Stage, notices: readonly Notice[], since: number, seen: Seen): Promise<void> {
  const [alerts, routed, mails, history] = await Promise.all([
    unlessBroken(stage, stage.alerts()),
    unlessBroken(stage, stage.routed()),
    unlessBroken(stage, stage.mails()),
    unlessBroken(stage, stage.history()),
  ]);
  const at = (stage.now() - since) / 1000;
  for (const alert of alerts.filter(({ state }) => state === "firing")) {
    seen.fired.add(nameOf(alert));
    if (isGrave(alert)) seen.grave.add(nameOf(alert));
  }
  for (const alert of routed.filter(({ status }) => status.inhibitedBy.length > 0)) seen.inhibited.add(nameOf(alert));
  for (const notice of notices) {
    if (seen.fired.has(noticeName(notice))) first(seen.firing, noticeName(notice), at);
    if (mails.some((mail) => tells(mail, notice))) first(seen.told, toldName(notice, "email"), at);
    if (history.some((one) => records(one, notice, since))) first(seen.told, toldName(notice, "application"), at);
  }
}

/**
 * What is broken may be the one that is asked: then there is nothing to be seen there, which its own notice shows. Nor is
 * one that hangs waited for, which would make the others look late.
 */
const unlessBroken = <T>({ pause }: Stage, answer: Promise<readonly T[]>): Promise<readonly T[]> =>
  Promise.race([answer.catch(() => []), pause(PATIENCE_MILLISECONDS).then(() => [])]);

const first = (times: Map<string, number>, name: string, at: number): void => {
  if (!times.has(name)) times.set(name, at);
};

const tells = ({ subject, text }: Mail, notice: Notice): boolean =>
  new RegExp(`^\\[(?!RESOLVED)\\w+\\] ${notice.alert}:`).test(subject) && isAbout(text, notice);

/** The watchman's mails tell of everything at once. */
const isAbout = (text: string, { alert, job }: Notice): boolean => alert === WATCHMAN || text.includes(` job=${job} `);

const records = ({ status, receivedAt, labels }: HistoryRecord, { alert, job }: Notice, since: number): boolean =>
  status === "firing" && Date.parse(receivedAt) >= since && labels["alertname"] === alert && labels["job"] === job;

/** Notices whose end was not mailed yet. */
export async function untoldEnds(stage: Stage, told: readonly Notice[]): Promise<readonly string[]> {
  const mails = await stage.mails();
  return told
    .filter((one) => !mails.some((mail) => isEnd(mail, one)))
    .map((one) => `no mail yet that ${noticeName(one)} is over`);
}

const isEnd = ({ subject, text }: Mail, notice: Notice): boolean =>
  subject.startsWith(`[RESOLVED] ${notice.alert}:`) && isAbout(text, notice);
