import { table } from "../terminal/table.ts";
import type { Paint } from "../terminal/terminal.ts";
import type { Written } from "./record.ts";

/** What was written, and under it what its reader must look at: metrics that came and what is gone. */
export function recordPage(written: readonly Written[], paint: Paint): string {
  const head = ["EXPORTER", "VERSION", "METRICS", "SERIES", "NEW", "GONE"].map((title) => paint("bold", title));
  const rows = written.map(({ exporter, version, metrics, series, come, gone }) => [
    exporter,
    version,
    `${metrics}`,
    `${series}`,
    come.length > 0 ? paint("green", `${come.length}`) : "",
    gone.length > 0 ? paint("red", `${gone.length}`) : "",
  ]);
  const changes = written.flatMap(({ file, come, gone, replaces }) => [
    ...come.map((name) => paint("green", `${file}: ${name}: new`)),
    ...gone.map((text) => paint("red", `${file}: ${text}`)),
    ...replaces.map((other) => `${file} replaces ${other}`),
  ]);
  return [table([head, ...rows]), ...(changes.length > 0 ? [changes.join("\n")] : [])].join("\n\n");
}
