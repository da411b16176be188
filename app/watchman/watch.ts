import { type Mail, NOTHING_HEARD, type WatchState } from "./state.ts";
import { type About, backMail, reminderMail, silentMail } from "./texts.ts";

export interface WatchOptions extends About {
  /** Seconds from a silence to its reminders, ascending; the last one is also the time between those that follow. */
  readonly reminders: readonly number[];
  /** Told of a mail that is given up, because too many wait. */
  readonly dropped: (mail: Mail) => void;
}

/** A heartbeat that comes and goes for eleven hours makes as many, at the usual silence of 7 min. */
export const MOST_WAITING = 100;

/**
 * Decides when people are told. Time without a heartbeat is counted in what this process has lived through: it begins at
 * its start, and a process that was frozen, or a machine that slept, has missed nothing in that time.
 */
export class Watch {
  readonly #options: WatchOptions;
  #state: WatchState;
  #unheard = 0;

  constructor(options: WatchOptions, state: WatchState = NOTHING_HEARD) {
    this.#options = options;
    this.#state = state;
  }

  get state(): WatchState {
    return this.#state;
  }

  /** A heartbeat came at `now`, in milliseconds since the epoch. Gives the mail that follows, which then waits. */
  heard(now: number): Mail | undefined {
    const { silence, waiting } = this.#state;
    const mail = silence && backMail(this.#options, this.#state, now, silence.since);
    this.#unheard = 0;
    this.#state = { lastHeartbeat: now, waiting };
    return this.#added(mail);
  }

  /** Alertmanager told that the Watchdog ended: no heartbeat, but a hint for whoever is told of the silence. */
  ended(now: number): void {
    this.#state = { ...this.#state, ended: now };
  }

  /** So many more seconds were lived through without a heartbeat. Gives the mail that follows, which then waits. */
  passed(seconds: number, now: number): Mail | undefined {
    this.#unheard += seconds;
    if (this.#state.silence) return this.#added(this.#reminder(this.#state.silence, now));
    if (this.#unheard <= this.#options.silence) return undefined;
    const mail = silentMail(this.#options, this.#state, now, this.#options.reminders[0]);
    this.#state = { ...this.#state, silence: { since: now, reminders: 0 } };
    return this.#added(mail);
  }

  /** The mail server took the oldest mail. */
  sent(): void {
    this.#state = { ...this.#state, waiting: this.#state.waiting.slice(1) };
  }

  /** One, however many fell due while nobody looked; none behind a mail that still waits, which says the same. */
  #reminder(silence: NonNullable<WatchState["silence"]>, now: number): Mail | undefined {
    let { reminders } = silence;
    while (silence.since + 1000 * this.#dueAfter(reminders) <= now) reminders += 1;
    if (reminders === silence.reminders) return undefined;
    this.#state = { ...this.#state, silence: { ...silence, reminders } };
    if (this.#state.waiting.length > 0) return undefined;
    const until = this.#dueAfter(reminders) - (now - silence.since) / 1000;
    return reminderMail(this.#options, this.#state, now, until);
  }

  /** Seconds from a silence to its reminder of that number, from 0. */
  #dueAfter(number: number): number {
    const { reminders } = this.#options;
    const last = reminders.at(-1) ?? Number.POSITIVE_INFINITY;
    return reminders[number] ?? last * (number - reminders.length + 2);
  }

  /** The oldest may be on its way to the mail server just now, so where there are too many the one behind it goes. */
  #added(mail: Mail | undefined): Mail | undefined {
    if (mail === undefined) return undefined;
    const [oldest = mail, second, ...others] = this.#state.waiting;
    const isFull = this.#state.waiting.length >= MOST_WAITING;
    if (isFull && second) this.#options.dropped(second);
    const waiting = isFull ? [oldest, ...others, mail] : [...this.#state.waiting, mail];
    this.#state = { ...this.#state, waiting };
    return mail;
  }
}
