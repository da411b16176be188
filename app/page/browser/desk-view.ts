import type { DeskView } from "../../desk/view.ts";
import { ALERTS, alertRows } from "../alerts.ts";
import { BACKTESTS, backtestRows } from "../backtests.ts";
import { connectionText } from "../connection.ts";
import { drawCurve } from "../curve.ts";
import { figures, POSITIONS, positionRows } from "../positions.ts";
import { PRICES, priceRows } from "../prices.ts";
import { clockTime } from "../time.ts";
import { type Document, found, write } from "./dom.ts";
import { TableView } from "./table-view.ts";

/** Writes what the desk shows into the page. */
export class DeskPage {
  readonly #document: Document;
  readonly #prices: TableView;
  readonly #positions: TableView;
  readonly #alerts: TableView;
  readonly #backtests: TableView;

  constructor(document: Document, cancel: (id: string) => void) {
    this.#document = document;
    this.#prices = new TableView(document, PRICES);
    this.#positions = new TableView(document, POSITIONS);
    this.#alerts = new TableView(document, ALERTS);
    this.#backtests = new TableView(document, BACKTESTS, cancel);
  }

  /** What changed since `before`, by identity; prices and clock belong to `age`. */
  show(view: DeskView, before: DeskView | undefined): void {
    if (view.connection !== before?.connection) this.#showConnection(view);
    if (view.portfolio !== before?.portfolio) this.#showPortfolio(view);
    if (view.curve !== before?.curve) this.#showCurve(view);
    if (view.alerts !== before?.alerts) this.#alerts.show(alertRows(view.alerts));
    if (view.backtests !== before?.backtests) this.#backtests.show(backtestRows(view.backtests));
  }

  /** Prices with their age at `now`, milliseconds since the epoch of the desk's clock. */
  age({ prices }: DeskView, now: number): void {
    this.#prices.show(priceRows(prices, now));
    this.#write("clock", clockTime(now));
  }

  #showConnection({ connection }: DeskView): void {
    found(this.#document, "feed").setAttribute("data-state", connection.state);
    this.#write("feed-text", connectionText(connection));
  }

  #showPortfolio({ portfolio }: DeskView): void {
    for (const { id, text, tone } of figures(portfolio)) {
      this.#write(`figure-${id}`, text);
      found(this.#document, `figure-${id}`).className = `tone-${tone}`;
    }
    this.#positions.show(positionRows(portfolio));
  }

  #showCurve({ curve }: DeskView): void {
    const { line, area, zero, top, bottom, first, last, isGain, label } = drawCurve(curve);
    const set = (id: string, name: string, value: string) => found(this.#document, id).setAttribute(name, value);
    set("curve", "aria-label", label);
    set("curve", "class", isGain ? "gain" : "loss");
    set("curve-line", "d", line);
    set("curve-area", "d", area);
    set("curve-zero", "y1", String(zero));
    set("curve-zero", "y2", String(zero));
    for (const [id, text] of Object.entries({ top, bottom, first, last })) this.#write(`curve-${id}`, text);
  }

  #write(id: string, text: string): void {
    write(found(this.#document, id), text);
  }
}
