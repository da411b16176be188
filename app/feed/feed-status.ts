import type { FeedState } from "./states.ts";

interface Subscribed {
  readonly streams: number;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** What the stream of states says of the feed now. */
export class FeedStatus {
  /** Subscribed connections by number, by shard. */
  readonly #shards = new Map<number, Map<number, Subscribed>>();

  apply(state: FeedState): void {
    if (state.state === "stopped") this.#shards.delete(state.shard);
    else this.#applyTo(this.#connections(state.shard), state);
  }

  get shards(): number {
    return this.#shards.size;
  }

  get connectedShards(): number {
    return this.#all().filter(({ length }) => length > 0).length;
  }

  /** Every shard has a subscribed connection, and there is one at least. */
  get isConnected(): boolean {
    return this.shards > 0 && this.connectedShards === this.shards;
  }

  /** Acknowledged streams; one that two connections carry, while one replaces the other, counts once. */
  get streams(): number {
    return this.#all().reduce((sum, connections) => sum + Math.max(0, ...connections.map(({ streams }) => streams)), 0);
  }

  /** Since when the oldest subscribed connection is, milliseconds since the epoch. */
  get connectedSince(): number | undefined {
    const [oldest] = this.#all()
      .flat()
      .map(({ since }) => since)
      .sort((a, b) => a - b);
    return oldest;
  }

  #applyTo(connections: Map<number, Subscribed>, { connection, at, ...state }: FeedState): void {
    if (state.state === "ended") connections.delete(connection);
    if (state.state === "subscribed")
      connections.set(connection, { streams: state.streams, since: connections.get(connection)?.since ?? at });
  }

  #connections(shard: number): Map<number, Subscribed> {
    const connections = this.#shards.get(shard) ?? new Map<number, Subscribed>();
    this.#shards.set(shard, connections);
    return connections;
  }

  #all(): readonly (readonly Subscribed[])[] {
    return [...this.#shards.values()].map((connections) => [...connections.values()]);
  }
}
