import { type Entry, entryLine, parseEntry } from "./entry.ts";
import { OutboxFullError } from "./errors.ts";
import type { Journal } from "./journal.ts";
import { AlertLedger, type DeadLetter } from "./ledger.ts";
import { type AlertRecord, alertKey } from "./schema.ts";

export interface HistoryOptions {
  /** Where each alert is to be delivered. */
  readonly channels: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** New alerts are stored and owed to the channels. */
  readonly stored: () => void;
  /** Lines of the log could not be read; they are kept beside it. */
  readonly unreadable: (lines: number) => void;
  /** What is stored is safe, but the log could not be made shorter. */
  readonly compactionFailed: (error: unknown) => void;
}

interface Writing {
  readonly entries: readonly Entry[];
  readonly resolve: (written: readonly Entry[]) => void;
  readonly reject: (error: unknown) => void;
}

/** The log is rewritten when it has grown by so many characters, and to the double of what was last written. */
const COMPACT_AFTER = 32 * 2 ** 20;
/** Alerts that wait for one channel, beyond which no more are taken. */
const MOST_OWED = 20_000;

const nothing = () => undefined;
const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, { length }) => sum + length, 0);
const QUIET: HistoryOptions = {
  channels: [],
  now: () => 0,
  stored: nothing,
  unreadable: nothing,
  compactionFailed: nothing,
};

/** The alerts that arrived, each once, and the outbox of their deliveries: one log on the disk. */
export class AlertHistory {
  readonly #journal: Journal;
  readonly #options: HistoryOptions;
  readonly #ledger = new AlertLedger();
  #waiting: Writing[] = [];
  #draining: Promise<void> | undefined;
  #grown = 0;
  #compacted = 0;

  private constructor(journal: Journal, options: HistoryOptions) {
    this.#journal = journal;
    this.#options = options;
  }

  /** With what the journal holds; a line that cannot be read stops nothing. Rejects with WEBHOOK_JOURNAL. */
  static async open(journal: Journal, options: Partial<HistoryOptions> = {}): Promise<AlertHistory> {
    const history = new AlertHistory(journal, { ...QUIET, ...options });
    await history.#load();
    return history;
  }

  newest(limit: number): readonly AlertRecord[] {
    return this.#ledger.newest(limit);
  }

  /** What a channel has still to deliver, by key, oldest first. */
  owed(channel: string): ReadonlyMap<string, AlertRecord> {
    return this.#ledger.owed(channel);
  }

  /** What a channel gave up, by key, oldest first. */
  dead(channel: string): ReadonlyMap<string, DeadLetter> {
    return this.#ledger.dead(channel);
  }

  /**
   * Stores those not yet known and owes them to the channels; resolves with them when they are safe. Rejects with
   * WEBHOOK_JOURNAL or WEBHOOK_OUTBOX_FULL, and then knows none of them.
   */
  async add(records: readonly AlertRecord[]): Promise<readonly AlertRecord[]> {
    const { channels } = this.#options;
    const waiting = Math.max(0, ...channels.map((channel) => this.owed(channel).size));
    if (waiting >= MOST_OWED) throw new OutboxFullError(waiting);
    const written = await this.#write(records.map((record) => ({ type: "alert", record, owed: [...channels] })));
    return written.flatMap((entry) => (entry.type === "alert" ? [entry.record] : []));
  }

  /** Resolves when it is on the disk; in memory it holds at once, so that nothing is delivered twice for a full disk. */
  async delivered(channel: string, key: string): Promise<void> {
    await this.#mark({ type: "delivered", channel, keys: [key] });
  }

  /** Gives a delivery up: it is kept among the dead letters. */
  async bury(channel: string, key: string, { at, attempts, reason }: Omit<DeadLetter, "record">): Promise<void> {
    await this.#mark({ type: "dead", channel, key, at, attempts, reason });
  }

  /** Owes the dead letters of a channel again, and tells how many they are. */
  async retry(channel: string): Promise<number> {
    const keys = [...this.dead(channel).keys()];
    if (keys.length === 0) return 0;
    await this.#mark({ type: "retry", channel, keys, at: new Date(this.#options.now()).toISOString() });
    this.#options.stored();
    return keys.length;
  }

  /** Resolves when all that was asked for is written. */
  async close(): Promise<void> {
    await this.#draining;
    await this.#journal.close();
  }

  async #load(): Promise<void> {
    const lines = await this.#journal.load();
    const unreadable: string[] = [];
    for (const line of lines) {
      const entry = parseEntry(line);
      if (entry === undefined) unreadable.push(line);
      else this.#ledger.apply(entry);
    }
    this.#grown = lengthOf(lines);
    this.#ledger.forget(this.#options.now());
    if (unreadable.length > 0) await this.#setAside(unreadable);
  }

  /** Where the disk takes nothing they stay in the log, and the next start finds them again. */
  async #setAside(lines: readonly string[]): Promise<void> {
    try {
      await this.#journal.keepAside(lines);
    } catch (error) {
      return this.#options.compactionFailed(error);
    }
    this.#options.unreadable(lines.length);
    // Without them, so that the next start does not find them again.
    await this.#compact();
  }

  async #mark(entry: Entry): Promise<void> {
    this.#ledger.apply(entry);
    await this.#write([entry]);
  }

  /** Resolves with those that were news. Whatever waits while the disk is busy is written together. */
  #write(entries: readonly Entry[]): Promise<readonly Entry[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entries, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#writeBatch(this.#waiting.splice(0));
      if (this.#grown >= Math.max(COMPACT_AFTER, this.#compacted)) await this.#compact();
    }
    this.#draining = undefined;
  }

  async #writeBatch(batch: readonly Writing[]): Promise<void> {
    const news = this.#newsOf(batch);
    const lines = news.flatMap((entries) => entries.map(entryLine));
    try {
      if (lines.length > 0) await this.#journal.append(lines);
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    this.#grown += lengthOf(lines);
    const alerts = news.flat().filter((entry) => entry.type === "alert");
    for (const entry of alerts) this.#ledger.apply(entry);
    batch.forEach(({ resolve }, index) => {
      resolve(news[index] ?? []);
    });
    if (alerts.length === 0) return;
    this.#ledger.forget(this.#options.now());
    this.#options.stored();
  }

  /** An alert is news once, whether it was stored before or comes twice in this batch. */
  #newsOf(batch: readonly Writing[]): readonly (readonly Entry[])[] {
    const taken = new Set<string>();
    const isNews = (entry: Entry): boolean => {
      if (entry.type !== "alert") return true;
      const key = alertKey(entry.record);
      const news = !this.#ledger.knows(key) && !taken.has(key);
      taken.add(key);
      return news;
    };
    return batch.map(({ entries }) => entries.filter(isNews));
  }

  async #compact(): Promise<void> {
    // Whether it succeeds or not, it is tried again only after as much growth.
    this.#grown = 0;
    const lines = [...this.#ledger.entries()].map(entryLine);
    this.#compacted = lengthOf(lines);
    try {
      await this.#journal.replace(lines);
    } catch (error) {
      this.#options.compactionFailed(error);
    }
  }
}
