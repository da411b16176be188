/** The parts of a browser that the page's script uses, so that a test can stand in for one and time can be moved. */

export interface Node {
  textContent: string | null;
}

export interface Element extends Node {
  className: string;
  hidden: boolean;
  disabled: boolean;
  value: number;
  max: number;
  href: string;
  readonly firstElementChild: Element | null;
  readonly nextElementSibling: Element | null;
  append(...nodes: readonly (Node | string)[]): void;
  replaceChildren(...nodes: readonly (Node | string)[]): void;
  insertBefore(node: Node, before: Node | null): void;
  remove(): void;
  setAttribute(name: string, value: string): void;
  addEventListener(event: string, run: (event: Event) => void): void;
  focus(): void;
}

export interface Event {
  preventDefault(): void;
}

export interface Document {
  readonly visibilityState: string;
  getElementById(id: string): Element | null;
  createElement(tag: string): Element;
  addEventListener(event: string, run: () => void): void;
}

export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
  close(): void;
}

export interface Answer {
  readonly ok: boolean;
  readonly status: number;
  json(): Promise<unknown>;
}

export interface Browser {
  readonly document: Document;
  readonly location: { readonly protocol: string; readonly host: string };
  readonly WebSocket: new (url: string) => Socket;
  readonly FormData: new (form: Element) => { get(name: string): unknown };
  readonly Date: { now(): number };
  readonly Math: { random(): number };
  fetch(url: string, options: object): Promise<Answer>;
  setTimeout(run: () => void, milliseconds: number): number;
  clearTimeout(timer: number | undefined): void;
  setInterval(run: () => void, milliseconds: number): number;
  addEventListener(event: string, run: () => void): void;
}

/** An element that the page has. */
export function found(document: Document, id: string): Element {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no element ${id}`);
  return element;
}

/** Writes a text only where it differs: what stays the same is neither painted nor read aloud again. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
