const KIBI = 1024;
const BINARY = ["B", "KiB", "MiB", "GiB", "TiB"];

/** A number as a person writes it in a unit of Grafana's: `0.5 s`, `80 %`, `256 MiB`, `12/s`. */
export function inUnit(value: number, unit: string | undefined): string {
  switch (unit) {
    case "percentunit":
      return `${rounded(value * 100)} %`;
    case "percent":
      return `${rounded(value)} %`;
    case "bytes":
      return binary(value);
    case "binBps":
      return `${binary(value)}/s`;
    case "cps":
      return `${rounded(value)}/s`;
    case "short":
    case "none":
    case undefined:
      return `${rounded(value)}`;
    default:
      return `${rounded(value)} ${unit.replace(/^(suffix|prefix):/, "").trim()}`;
  }
}

function binary(value: number): string {
  const power = Math.min(BINARY.length - 1, Math.max(0, Math.floor(Math.log(Math.abs(value) || 1) / Math.log(KIBI))));
  return `${rounded(value / KIBI ** power)} ${BINARY[power]}`;
}

/** Without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
const rounded = (value: number): number => Number(value.toPrecision(12));
