/**
 * The words of the Prometheus text format 0.0.4.
 * Source: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */

const escapeNewline = (character: string) => (character === "\n" ? "\\n" : `\\${character}`);

export const escapeLabelValue = (value: string): string => value.replace(/[\\"\n]/g, escapeNewline);
export const escapeHelp = (help: string): string => help.replace(/[\\\n]/g, escapeNewline);

export const formatValue = (value: number): string => {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  if (value === Number.NEGATIVE_INFINITY) return "-Inf";
  return String(value);
};

const exponential = (value: number): string =>
  value.toExponential().replace(/e([+-])(\d)$/, (_, sign: string, digit: string) => `e${sign}0${digit}`);

/**
 * A bucket's bound, spelled as Prometheus 3 stores it, so that `le="1.0"` in a query matches what is exposed.
 * Source: `FormatOpenMetricsFloat` of prometheus/model/labels: Go's shortest `%g`, with `.0` on whole numbers.
 */
export const formatBound = (bound: number): string => {
  if (!Number.isFinite(bound)) return formatValue(bound);
  const size = Math.abs(bound);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return exponential(bound);
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
};

/** `name{a="x",b="y"}`, or the bare name without labels. Joined at once: a string that is added up is copied part by part. */
export const seriesText = (name: string, labels: Iterable<readonly [name: string, value: string]>): string => {
  const parts = [name];
  for (const [label, value] of labels)
    parts.push(parts.length === 1 ? "{" : ",", label, '="', escapeLabelValue(value), '"');
  if (parts.length > 1) parts.push("}");
  return parts.join("");
};
