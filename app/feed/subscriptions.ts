export interface ControlRequest {
  readonly method: "SUBSCRIBE" | "UNSUBSCRIBE";
  readonly params: readonly string[];
  readonly id: number;
}

type Question = Pick<ControlRequest, "method" | "params">;

/** Streams in one request: 1,024 are asked for in six. */
const STREAMS_A_REQUEST = 200;

const halves = ({ method, params }: Question): readonly Question[] => {
  const middle = Math.ceil(params.length / 2);
  return [
    { method, params: params.slice(middle) },
    { method, params: params.slice(0, middle) },
  ];
};

/**
 * What one connection is subscribed to and what must be asked so that it becomes what is wanted. One request is under way
 * at a time, so that an error which does not say what it answers is still known to answer that one. A request of several
 * streams that is refused is asked again in halves, until the streams that are refused are known and the others are not
 * lost with them. No socket and no clock.
 */
export class Subscriptions {
  readonly #acknowledged = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #again: Question[] = [];
  #wanted: ReadonlySet<string>;
  #asked: ControlRequest | undefined;
  #lastId = 0;

  constructor(streams: readonly string[]) {
    this.#wanted = new Set(streams);
  }

  /** Streams that the exchange has acknowledged. */
  get acknowledged(): number {
    return this.#acknowledged.size;
  }

  /** All that is wanted has been asked for and answered. */
  get isSettled(): boolean {
    if (this.#asked !== undefined) return false;
    const open = this.#question();
    if (open !== undefined) this.#again.push(open);
    return open === undefined;
  }

  want(streams: readonly string[]): void {
    this.#wanted = new Set(streams);
    for (const stream of this.#refused) if (!this.#wanted.has(stream)) this.#refused.delete(stream);
  }

  /** What to send now; undefined while an answer is awaited, and when nothing is left to ask. */
  next(): ControlRequest | undefined {
    if (this.#asked !== undefined) return undefined;
    const question = this.#question();
    if (question === undefined) return undefined;
    this.#lastId += 1;
    this.#asked = { ...question, id: this.#lastId };
    return this.#asked;
  }

  /** Takes an acknowledgement; false when it answers nothing that we asked. */
  acknowledge(id: unknown): boolean {
    if (this.#asked === undefined || id !== this.#asked.id) return false;
    const { method, params } = this.#asked;
    this.#asked = undefined;
    for (const stream of params)
      if (method === "SUBSCRIBE") this.#acknowledged.add(stream);
      else this.#acknowledged.delete(stream);
    return true;
  }

  /** Takes an error, with or without id: the streams that are refused by it for good; undefined when we asked nothing. */
  refuse(id: unknown): readonly string[] | undefined {
    const asked = this.#asked;
    if (asked === undefined || (id !== asked.id && id !== undefined && id !== null)) return undefined;
    this.#asked = undefined;
    if (asked.params.length > 1) {
      this.#again.push(...halves(asked));
      return [];
    }
    for (const stream of asked.params) {
      if (asked.method === "SUBSCRIBE") this.#refused.add(stream);
      else this.#acknowledged.delete(stream);
    }
    return asked.params;
  }

  /** Room is made before it is used: a connection may be full. */
  #question(): Question | undefined {
    for (let again = this.#again.pop(); again !== undefined; again = this.#again.pop()) {
      const question = this.#stillOpen(again);
      if (question.params.length > 0) return question;
    }
    const unwanted = { method: "UNSUBSCRIBE", params: [...this.#acknowledged] } as const;
    const wanted = { method: "SUBSCRIBE", params: [...this.#wanted] } as const;
    const open = [unwanted, wanted].map((question) => this.#stillOpen(question));
    const first = open.find(({ params }) => params.length > 0);
    return first && { ...first, params: first.params.slice(0, STREAMS_A_REQUEST) };
  }

  #stillOpen({ method, params }: Question): Question {
    const isOpen = (stream: string): boolean =>
      method === "SUBSCRIBE"
        ? this.#wanted.has(stream) && !this.#acknowledged.has(stream) && !this.#refused.has(stream)
        : this.#acknowledged.has(stream) && !this.#wanted.has(stream);
    return { method, params: params.filter(isOpen) };
  }
}
