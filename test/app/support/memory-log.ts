import type { Log } from "../../../app/log.ts";

export interface Entry {
  readonly level: keyof Log;
  readonly fields: object;
  readonly message: string;
}

/** A log that is read by the test. */
export function memoryLog(): Log & { readonly entries: Entry[] } {
  const entries: Entry[] = [];
  const at = (level: keyof Log) => (fields: object, message: string) => void entries.push({ level, fields, message });
  return {
    entries,
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    fatal: at("fatal"),
  };
}
