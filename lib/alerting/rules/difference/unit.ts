import { bare, type Expression, nodes } from "../../../promql/parse/ast.ts";

const SUFFIX = /_(seconds|bytes|ratio)(?:_total|_sum|_bucket)?$/;
const KEEPS =
  /^(increase|delta|idelta|abs|ceil|floor|round|clamp|clamp_min|clamp_max|sort|sort_desc|predict_linear|holt_winters|label_replace|label_join|vector|scalar)$|^(avg|min|max|sum|last|first)_over_time$/;
const CHOOSES = new Set(["sum", "avg", "min", "max", "topk", "bottomk", "quantile"]);

/** The unit of an expression's values by the suffixes of the metrics it takes them from; undefined when that says none. */
export function unitOf(expression: Expression): string | undefined {
  const node = bare(expression);
  switch (node.kind) {
    case "selector":
      return SUFFIX.exec(node.name?.split(":").at(-1) ?? "")?.[1];
    case "range":
    case "subquery":
    case "modified":
    case "unary":
      return unitOf(node.of);
    case "aggregation":
      return CHOOSES.has(node.operator) ? unitOfLast(node.arguments) : undefined;
    case "call":
      return unitOfCall(node);
    case "binary":
      return unitOfBinary(node);
    default:
      return undefined;
  }
}

const unitOfLast = (given: readonly Expression[]): string | undefined => {
  const last = given.at(-1);
  return last && unitOf(last);
};

function unitOfCall(node: Extract<Expression, { kind: "call" }>): string | undefined {
  if (node.name === "time" || node.name === "timestamp") return "seconds";
  if (node.name === "histogram_quantile" || node.name === "quantile_over_time") return unitOfLast(node.arguments);
  const first = node.arguments[0];
  if (first === undefined) return undefined;
  const rate = node.name === "rate" || node.name === "irate";
  return KEEPS.test(node.name) || (rate && isHistogram(first)) ? unitOf(first) : undefined;
}

/** A rate of buckets is still counted by what they hold. */
const isHistogram = (expression: Expression): boolean =>
  nodes(expression).some((node) => node.kind === "selector" && node.name?.endsWith("_bucket"));

function unitOfBinary({ operator, left, right }: Extract<Expression, { kind: "binary" }>): string | undefined {
  if (operator === "+" || operator === "-") return unitOf(left) ?? unitOf(right);
  return /^[*/%^]$|^atan2$/.test(operator) ? undefined : unitOf(left);
}

/** `5 s`, `256 MiB`, `80 %`, `14.4`. */
export function inUnit(value: number, unit: string | undefined): string {
  if (unit === "seconds") return `${rounded(value)} s`;
  if (unit === "ratio") return `${rounded(value * 100)} %`;
  return unit === "bytes" ? bytes(value) : `${rounded(value)}`;
}

function bytes(value: number): string {
  const names = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = names.findLastIndex((_, index) => index === 0 || Math.abs(value) >= 1024 ** index);
  return `${rounded(value / 1024 ** power)} ${names[power]}`;
}

/** Without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
const rounded = (value: number): number => Number(value.toPrecision(12));
