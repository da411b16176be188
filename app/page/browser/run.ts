import type { Announcer } from "./announcer.ts";
import { type Answer, type Browser, type Element, found, write } from "./dom.ts";

const FAILED = "The backtest could not be sent: the application does not answer.";

/** A body that says why; anything may come of what stands between. */
interface Refusal {
  readonly error?: unknown;
  readonly problems?: unknown;
}

/** What the application said was wrong, in its own words. */
async function problemOf(answer: Answer): Promise<string> {
  const { error, problems } = (await answer.json().catch(() => ({}))) as Refusal;
  if (Array.isArray(problems) && problems.length > 0) return problems.join("; ");
  return typeof error === "string" ? error : `refused with ${answer.status}`;
}

/** Starts and cancels backtests; what becomes of them arrives with the desk's other news. */
export class BacktestRunner {
  readonly #browser: Browser;
  readonly #announcer: Announcer;

  constructor(browser: Browser, announcer: Announcer) {
    this.#browser = browser;
    this.#announcer = announcer;
  }

  /** Shows the form, which is of no use without the script, and sends what it holds. */
  start(): void {
    const form = found(this.#browser.document, "run");
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit(form);
    });
  }

  async cancel(id: string): Promise<void> {
    const path = `/backtests/${encodeURIComponent(id)}`;
    await this.#send(path, { method: "DELETE" }, `Backtest ${id} is being cancelled.`);
  }

  async #submit(form: Element): Promise<void> {
    const fields = new this.#browser.FormData(form);
    const body = JSON.stringify({
      market: fields.get("market"),
      strategy: fields.get("strategy"),
      candles: Number(fields.get("candles")),
    });
    const headers = { "content-type": "application/json" };
    await this.#send("/backtests", { method: "POST", headers, body }, "Backtest queued.");
  }

  async #send(path: string, request: object, done: string): Promise<void> {
    const problem = await this.#browser.fetch(path, request).then(
      (answer) => (answer.ok ? "" : problemOf(answer)),
      () => FAILED,
    );
    write(found(this.#browser.document, "run-problem"), problem);
    if (problem === "") this.#announcer.say(done);
  }
}
