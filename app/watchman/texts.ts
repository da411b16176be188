import type { Mail, WatchState } from "./state.ts";

export interface About {
  /** Prometheus' external label: `local`. */
  readonly environment: string;
  /** Seconds without a heartbeat that are too many. */
  readonly silence: number;
  /** Where a reader goes on, a line each. */
  readonly lookAt: readonly string[];
}

const UNITS = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
] as const;

/** `6.5 min`: in the largest unit that it fills, to one decimal. */
export function spoken(seconds: number): string {
  const [size, unit] = UNITS.find(([least]) => seconds >= least) ?? [1, "s"];
  return `${Math.round((10 * seconds) / size) / 10} ${unit}`;
}

/** `2026-01-01 00:00:00 UTC` */
const at = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace("T", " ").replace(/\..*/, " UTC");

function lastHeard({ lastHeartbeat, ended }: WatchState, which = "Last heartbeat"): string {
  const heard = lastHeartbeat === undefined ? "none, ever" : at(lastHeartbeat);
  return [`${which}: ${heard}.`, ...(ended === undefined ? [] : [endedText(ended)])].join("\n");
}

const endedText = (ended: number): string =>
  `Alertmanager told at ${at(ended)} that the Watchdog had ended: Alertmanager ran then, and Prometheus had stopped sending it.`;

const next = (reminder: number | undefined): string =>
  reminder === undefined ? "" : `You are told again in ${spoken(reminder)}, and when a heartbeat comes.`;

const silenceText = (about: About, state: WatchState, now: number, reminder: number | undefined): string =>
  [
    `No heartbeat of ${about.environment} has come for more than ${spoken(about.silence)}, as of ${at(now)}.`,
    "Until one does, an alert may reach nobody: Prometheus, Alertmanager, their configuration or the network between them, or the way from them to the watchman, has failed.",
    "",
    lastHeard(state),
    "",
    "What to look at:",
    ...about.lookAt.map((line) => `- ${line}`),
    "",
    next(reminder),
    "",
  ].join("\n");

/** The first mail of a silence. `reminder`: seconds until the next one. */
export const silentMail = (about: About, state: WatchState, now: number, reminder: number | undefined): Mail => ({
  kind: "silent",
  subject: `[CRITICAL] Watchman: no heartbeat of ${about.environment} for ${spoken(about.silence)}`,
  text: silenceText(about, state, now, reminder),
});

export const reminderMail = (about: About, state: WatchState, now: number, reminder: number | undefined): Mail => ({
  kind: "reminder",
  subject: `[CRITICAL] Watchman: still no heartbeat of ${about.environment}`,
  text: silenceText(about, state, now, reminder),
});

/** The heartbeat came again at `now`, after a silence that was noticed at `since`. */
export const backMail = (about: About, state: WatchState, now: number, since: number): Mail => ({
  kind: "back",
  subject: `[RESOLVED] Watchman: the heartbeat of ${about.environment} is back`,
  text: [
    `A heartbeat of ${about.environment} came at ${at(now)}: alerts are told again.`,
    `It was missed from ${at(since)} on. ${lastHeard(state, "Last heartbeat before")}`,
    "What happened meanwhile and is over may have been told to nobody: look at the dashboards of that time.",
    "",
  ].join("\n"),
});
