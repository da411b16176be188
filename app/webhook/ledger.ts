import type { AlertEntry, Entry } from "./entry.ts";
import { type AlertRecord, alertKey } from "./schema.ts";

export interface DeadLetter {
  readonly record: AlertRecord;
  /** When it was given up, ISO 8601. */
  readonly at: string;
  readonly attempts: number;
  readonly reason: string;
}

/** What one channel has still to deliver and what it gave up, by key, oldest first. */
interface Box {
  readonly owed: Map<string, AlertRecord>;
  readonly dead: Map<string, DeadLetter>;
}

/** Alerts kept when nothing has to be done with them any more. */
const KEPT = 2_000;
/** Dead letters kept of each channel. */
const KEPT_DEAD = 1_000;
/** A repeat later than this is taken as new. */
const REMEMBERED_MS = 7 * 86_400_000;
const KEPT_KEYS = 200_000;
const KEYS_A_LINE = 1_000;

/** Drops the oldest of a map that are `droppable`, down to `most`; gives them back. */
function shorten<V>(map: Map<string, V>, most: number, droppable: (key: string) => boolean = () => true) {
  const dropped: [string, V][] = [];
  for (const [key, value] of map) {
    if (map.size <= most) break;
    if (droppable(key) && map.delete(key)) dropped.push([key, value]);
  }
  return dropped;
}

/** The alerts and their deliveries as a log of entries tells them. Pure: the log itself stands elsewhere. */
export class AlertLedger {
  /** By key, oldest first. */
  readonly #alerts = new Map<string, AlertRecord>();
  /** Keys of alerts that were dropped, with milliseconds since the epoch of their arrival. */
  readonly #seen = new Map<string, number>();
  readonly #boxes = new Map<string, Box>();

  /** Whether an alert of this key arrived before. */
  knows(key: string): boolean {
    return this.#alerts.has(key) || this.#seen.has(key);
  }

  newest(limit: number): readonly AlertRecord[] {
    return [...this.#alerts.values()].slice(-limit).reverse();
  }

  owed(channel: string): ReadonlyMap<string, AlertRecord> {
    return this.#box(channel).owed;
  }

  dead(channel: string): ReadonlyMap<string, DeadLetter> {
    return this.#box(channel).dead;
  }

  apply(entry: Entry): void {
    if (entry.type === "alert") this.#add(entry);
    else if (entry.type === "delivered") for (const key of entry.keys) this.#box(entry.channel).owed.delete(key);
    else if (entry.type === "dead") this.#bury(entry);
    else if (entry.type === "retry") for (const key of entry.keys) this.#revive(entry, key);
    else for (const [key, at] of entry.keys) this.#seen.set(key, at);
  }

  /** Drops what need not be kept at `now`, milliseconds since the epoch. */
  forget(now: number): void {
    const boxes = [...this.#boxes.values()];
    const settled = (key: string) => !boxes.some(({ owed, dead }) => owed.has(key) || dead.has(key));
    for (const [key, { receivedAt }] of shorten(this.#alerts, KEPT, settled))
      this.#seen.set(key, Date.parse(receivedAt));
    for (const [key, at] of this.#seen) {
      // They are in the order of their arrival, so the first that is young ends the search.
      if (now - at < REMEMBERED_MS) break;
      this.#seen.delete(key);
    }
    shorten(this.#seen, KEPT_KEYS);
  }

  /** The fewest entries that tell the same. */
  *entries(): Generator<Entry> {
    const seen = [...this.#seen];
    for (let from = 0; from < seen.length; from += KEYS_A_LINE)
      yield { type: "seen", keys: seen.slice(from, from + KEYS_A_LINE) };
    for (const [key, record] of this.#alerts) yield { type: "alert", record, owed: this.#channelsOf(key) };
    for (const [channel, { dead }] of this.#boxes)
      for (const [key, { at, attempts, reason }] of dead) yield { type: "dead", channel, key, at, attempts, reason };
  }

  #add({ record, owed }: AlertEntry): void {
    const key = alertKey(record);
    if (this.knows(key)) return;
    this.#alerts.set(key, record);
    for (const channel of owed) this.#box(channel).owed.set(key, record);
  }

  #bury({ channel, key, at, attempts, reason }: Extract<Entry, { type: "dead" }>): void {
    const { owed, dead } = this.#box(channel);
    const record = owed.get(key);
    if (record === undefined) return;
    owed.delete(key);
    dead.set(key, { record, at, attempts, reason });
    shorten(dead, KEPT_DEAD);
  }

  #revive({ channel, at: retriedAt }: Extract<Entry, { type: "retry" }>, key: string): void {
    const { owed, dead } = this.#box(channel);
    const letter = dead.get(key);
    if (letter === undefined) return;
    dead.delete(key);
    owed.set(key, letter.record);
    if (retriedAt !== undefined) this.#replace(key, { ...letter.record, retriedAt });
  }

  /** One record stands for all channels, as in the entries. */
  #replace(key: string, record: AlertRecord): void {
    this.#alerts.set(key, record);
    for (const { owed, dead } of this.#boxes.values()) {
      const letter = dead.get(key);
      if (letter !== undefined) dead.set(key, { ...letter, record });
      if (owed.has(key)) owed.set(key, record);
    }
  }

  /** Dead letters are owed first: the entry that buries them follows. */
  #channelsOf(key: string): string[] {
    return [...this.#boxes].filter(([, { owed, dead }]) => owed.has(key) || dead.has(key)).map(([channel]) => channel);
  }

  #box(channel: string): Box {
    const found = this.#boxes.get(channel);
    if (found !== undefined) return found;
    const box: Box = { owed: new Map(), dead: new Map() };
    this.#boxes.set(channel, box);
    return box;
  }
}
