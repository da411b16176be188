import type { Announcer } from "./announcer.ts";
import { type Answer, type Browser, type Element, found, write } from "./dom.ts";

const FAILED = "The backtest could not be sent: the application does not answer.";

/** What the application said was wrong, in its own words. */
async function problemOf(answer: Answer): Promise<string> {
  const body = (await answer.json().catch(() => ({}))) as { readonly error?: unknown; readonly problems?: unknown };
  const problems = Array.isArray(body.problems) ? `: ${body.problems.join("; ")}` : "";
  return `${typeof body.error === "string" ? body.error : `refused with ${answer.status}`}${problems}`;
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
