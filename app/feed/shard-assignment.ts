/** Source: binance-spot-api-docs, web-socket-streams.md: "A single connection can listen to a maximum of 1024 streams." */
export const STREAMS_A_SHARD = 1_024;

/** Which shard carries a stream, by the stream's name. */
export type Assignment = ReadonlyMap<string, number>;

/**
 * Assigns every wanted stream to a shard, from 0, none to more than `capacity`. A stream stays in its shard as long as it
 * is wanted, so a change touches no other stream; a new one goes to the first shard with room.
 */
export function assignShards(wanted: Iterable<string>, before: Assignment, capacity = STREAMS_A_SHARD): Assignment {
  const streams = new Set(wanted);
  const after = new Map([...before].filter(([stream]) => streams.has(stream)));
  const sizes: number[] = [];
  for (const shard of after.values()) sizes[shard] = (sizes[shard] ?? 0) + 1;
  let shard = 0;
  for (const stream of streams) {
    if (after.has(stream)) continue;
    while ((sizes[shard] ?? 0) >= capacity) shard += 1;
    after.set(stream, shard);
    sizes[shard] = (sizes[shard] ?? 0) + 1;
  }
  return after;
}

/** The streams of each shard that has any. */
export function streamsByShard(assignment: Assignment): ReadonlyMap<number, readonly string[]> {
  const shards = new Map<number, string[]>();
  for (const [stream, shard] of assignment) {
    const streams = shards.get(shard) ?? [];
    streams.push(stream);
    shards.set(shard, streams);
  }
  return shards;
}
