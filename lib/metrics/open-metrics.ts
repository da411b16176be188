import { type Family, linesOf } from "./exposition.ts";
import { escapeLabelValue } from "./text.ts";

const TYPES: Readonly<Record<string, string>> = {
  counter: "counter",
  gauge: "gauge",
  histogram: "histogram",
  summary: "summary",
};
/** Units that a name ends in; others (things, money) are in no name. */
const UNITS: Readonly<Record<string, string>> = {
  seconds: "seconds",
  timestamp: "seconds",
  bytes: "bytes",
  ratio: "ratio",
};

/**
 * OpenMetrics 1.0, with exemplars. A family without samples is left out.
 * Source: https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md
 */
export function renderOpenMetrics(families: readonly Family[]): string {
  let text = "";
  for (const family of families) {
    const lines = linesOf(family, true);
    if (lines !== "") text += head(family) + lines;
  }
  return `${text}# EOF\n`;
}

function head({ name, help, type, unit = "" }: Family): string {
  const family = type === "counter" ? name.replace(/_total$/, "") : name;
  // A counter whose samples do not end in `_total` keeps its name, and is of unknown type here.
  const known = type === "counter" && family === name ? "unknown" : (TYPES[type] ?? "unknown");
  const word = UNITS[unit];
  const unitLine = word !== undefined && family.endsWith(`_${word}`) ? `# UNIT ${family} ${word}\n` : "";
  return `# HELP ${family} ${escapeLabelValue(help)}\n# TYPE ${family} ${known}\n${unitLine}`;
}
