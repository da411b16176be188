import { useEffect, useRef, useState } from "react";
import { messageOf } from "../data/errors.ts";

export interface Loaded<T> {
  readonly value?: T;
  /** What the value was asked for. */
  readonly of?: string;
  readonly problem?: string;
}

/**
 * What `load` gives, asked again whenever `key` changes. The last value stays until the next one is there; `of` tells
 * whether it is. An answer that comes after the key has changed again is dropped.
 */
export function useLoaded<T>(key: string | undefined, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({});
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (key === undefined) return;
    const aborted = new AbortController();
    latest.current(aborted.signal).then(
      (value) => aborted.signal.aborted || setLoaded({ value, of: key }),
      (problem) => aborted.signal.aborted || setLoaded((last) => ({ ...last, of: key, problem: messageOf(problem) })),
    );
    return () => aborted.abort();
  }, [key]);
  return loaded;
}
