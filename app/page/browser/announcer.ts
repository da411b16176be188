import { type Browser, found, write } from "./dom.ts";

const QUIET_MS = 5_000;

/** Tells who cannot see the page what has happened: at most one sentence each five seconds, the newest of those due. */
export class Announcer {
  readonly #browser: Browser;
  #waiting: string | undefined;
  #isQuiet = false;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  say(sentence: string): void {
    if (sentence === "") return;
    if (this.#isQuiet) {
      this.#waiting = sentence;
      return;
    }
    this.#isQuiet = true;
    write(found(this.#browser.document, "status"), sentence);
    this.#browser.setTimeout(() => {
      this.#isQuiet = false;
      const next = this.#waiting;
      this.#waiting = undefined;
      if (next !== undefined) this.say(next);
    }, QUIET_MS);
  }
}
