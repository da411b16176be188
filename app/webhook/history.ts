import type { Journal } from "./journal.ts";
import { type AlertRecord, alertKey } from "./schema.ts";

/** Alerts kept in memory and, after compaction, in the journal. */
const KEPT = 2_000;
/** The journal is rewritten when it holds this many records. */
const COMPACT_AT = 4 * KEPT;

/** The alerts that arrived, each once, the last 2,000 of them. */
export class AlertHistory {
  readonly #journal: Journal;
  /** By key, oldest first. */
  readonly #alerts = new Map<string, AlertRecord>();
  #journaled = 0;
  #tail: Promise<void> = Promise.resolve();

  private constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** With what the journal holds. Rejects with WEBHOOK_JOURNAL. */
  static async open(journal: Journal): Promise<AlertHistory> {
    const history = new AlertHistory(journal);
    const records = await journal.load();
    history.#remember(records);
    history.#journaled = records.length;
    return history;
  }

  newest(limit: number): readonly AlertRecord[] {
    return [...this.#alerts.values()].slice(-limit).reverse();
  }

  /** Stores those not yet known; resolves when they are safe. Rejects with WEBHOOK_JOURNAL, and then knows none of them. */
  add(records: readonly AlertRecord[]): Promise<void> {
    const stored = this.#tail.then(() => this.#store(records));
    // The next writer goes on whether or not this one failed; this one's caller is told.
    this.#tail = stored.catch(() => undefined);
    return stored;
  }

  async #store(records: readonly AlertRecord[]): Promise<void> {
    const fresh = new Map(records.map((record) => [alertKey(record), record]));
    for (const key of this.#alerts.keys()) fresh.delete(key);
    if (fresh.size === 0) return;
    await this.#journal.append([...fresh.values()]);
    this.#remember([...fresh.values()]);
    this.#journaled += fresh.size;
    if (this.#journaled >= COMPACT_AT) await this.#compact();
  }

  async #compact(): Promise<void> {
    await this.#journal.replace([...this.#alerts.values()]);
    this.#journaled = this.#alerts.size;
  }

  #remember(records: readonly AlertRecord[]): void {
    for (const record of records) this.#alerts.set(alertKey(record), record);
    for (const key of this.#alerts.keys()) {
      if (this.#alerts.size <= KEPT) break;
      this.#alerts.delete(key);
    }
  }
}
