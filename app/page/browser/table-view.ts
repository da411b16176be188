import type { Cell, Row, Table } from "../cells.ts";
import { type Document, type Element, found, write } from "./dom.ts";

interface RowView {
  readonly element: Element;
  readonly cells: readonly { readonly element: Element; shown: string }[];
}

/** Keeps a table's rows as they should be, touching only the cells that changed: focus and selection stay. */
export class TableView {
  readonly #document: Document;
  readonly #table: Table;
  readonly #cancel: (id: string) => void;
  readonly #body: Element;
  readonly #empty: Element;
  readonly #rows = new Map<string, RowView>();
  #isOurs = false;

  /** `cancel` is called with what a cancel button names. */
  constructor(document: Document, table: Table, cancel: (id: string) => void = () => undefined) {
    this.#document = document;
    this.#table = table;
    this.#cancel = cancel;
    this.#body = found(document, `${table.id}-rows`);
    this.#empty = found(document, `${table.id}-empty`);
  }

  show(rows: readonly Row[]): void {
    // The rows that the server wrote stand until ours are there.
    if (!this.#isOurs) this.#body.replaceChildren();
    this.#isOurs = true;
    const keys = new Set(rows.map(({ key }) => key));
    for (const [key, { element }] of this.#rows) if (!keys.has(key)) this.#drop(key, element);
    let next = this.#body.firstElementChild;
    for (const row of rows) {
      const view = this.#rows.get(row.key) ?? this.#made(row);
      if (view.element === next) next = next.nextElementSibling;
      else this.#body.insertBefore(view.element, next);
      this.#fill(view, row);
    }
    this.#empty.hidden = rows.length > 0;
  }

  #drop(key: string, element: Element): void {
    element.remove();
    this.#rows.delete(key);
  }

  #made({ key, cells }: Row): RowView {
    const element = this.#document.createElement("tr");
    const made = cells.map((_, index) => {
      const cell = this.#document.createElement(index === 0 ? "th" : "td");
      if (index === 0) cell.setAttribute("scope", "row");
      element.append(cell);
      return { element: cell, shown: "" };
    });
    const view = { element, cells: made };
    this.#rows.set(key, view);
    return view;
  }

  #fill(view: RowView, { cells }: Row): void {
    for (const [index, cell] of cells.entries()) {
      const shown = view.cells[index];
      const text = JSON.stringify(cell);
      if (shown === undefined || shown.shown === text) continue;
      shown.shown = text;
      shown.element.className = this.#classOf(cell, index);
      this.#write(shown.element, cell);
    }
  }

  #classOf(cell: Cell, index: number): string {
    const numeric = this.#table.columns[index]?.numeric ? "numeric " : "";
    return `${numeric}${"tone" in cell && cell.tone !== undefined ? `tone-${cell.tone}` : ""}`.trim();
  }

  #write(element: Element, cell: Cell): void {
    if ("progress" in cell) this.#progress(element, cell.progress, cell.text);
    else if ("href" in cell) element.replaceChildren(this.#link(cell));
    else if ("cancel" in cell) element.replaceChildren(this.#button(cell));
    else if (cell.detail) element.replaceChildren(`${cell.text} `, this.#detail(cell.detail));
    else write(element, cell.text);
  }

  #progress(element: Element, value: number, text: string): void {
    if (!element.firstElementChild?.nextElementSibling) element.replaceChildren(...this.#bar());
    const bar = element.firstElementChild;
    const said = bar?.nextElementSibling;
    if (!bar || !said) return;
    bar.value = value;
    write(said, text);
  }

  #bar(): readonly Element[] {
    const bar = this.#document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", "Progress");
    return [bar, this.#document.createElement("span")];
  }

  #detail(text: string): Element {
    const detail = this.#document.createElement("small");
    detail.className = "detail";
    detail.textContent = text;
    return detail;
  }

  #link({ href, text, label }: Extract<Cell, { readonly href: string }>): Element {
    const link = this.#document.createElement("a");
    link.href = href;
    link.textContent = text;
    link.setAttribute("aria-label", label);
    return link;
  }

  #button({ cancel, text, label }: Extract<Cell, { readonly cancel: string }>): Element {
    const button = this.#document.createElement("button");
    button.setAttribute("type", "button");
    button.textContent = text;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => this.#cancel(cancel));
    return button;
  }
}
