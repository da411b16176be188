import type { Cancel, Clock, Random } from "../clock.ts";
import { backoffDelay } from "../feed/backoff.ts";
import type { MailServer } from "./mail-server.ts";
import type { Mail } from "./state.ts";

export interface CourierOptions {
  readonly server: MailServer;
  readonly clock: Clock;
  readonly random: Random;
  /** The oldest mail that waits. */
  readonly next: () => Mail | undefined;
  readonly sent: (mail: Mail) => void;
  readonly failed: (mail: Mail, error: unknown) => void;
}

/** The last one bounds how late a mail is once its server is back. */
export const RETRY = { baseMs: 2_000, capMs: 60_000 };

/** Brings the mails that wait to their server, one after the other, each again and again until it is taken. */
export class Courier {
  readonly #options: CourierOptions;
  #underWay: Promise<void> | undefined;
  #cancelRetry: Cancel | undefined;
  #attempt = 0;
  #isClosed = false;

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  /** Sends what waits, unless it is about to. */
  wake(): void {
    if (this.#isClosed || this.#underWay || this.#cancelRetry) return;
    this.#underWay = this.#sendAll().finally(() => {
      this.#underWay = undefined;
    });
  }

  /** Resolves when the mail that is under way has ended; what waits then is for the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelRetry?.();
    await this.#underWay;
  }

  async #sendAll(): Promise<void> {
    const { server, next, sent, failed } = this.#options;
    for (let mail = next(); mail !== undefined && !this.#isClosed; mail = next()) {
      try {
        await server.send(mail);
      } catch (error) {
        failed(mail, error);
        return this.#retryLater();
      }
      this.#attempt = 0;
      sent(mail);
    }
  }

  #retryLater(): void {
    if (this.#isClosed) return;
    const { clock, random } = this.#options;
    const delay = backoffDelay(this.#attempt, random(), RETRY);
    this.#attempt += 1;
    this.#cancelRetry = clock.after(delay, () => {
      this.#cancelRetry = undefined;
      this.wake();
    });
  }
}
