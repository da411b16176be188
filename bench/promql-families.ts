/** Texts of about 10 kB, each nasty in one way: what takes a reader's or a matcher's time beyond its length. */
export interface Family {
  readonly name: string;
  readonly text: string;
}

const LENGTH = 10_000;
const filled = (piece: string, length = LENGTH): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const chain = (item: string, separator: string, length = LENGTH): string =>
  Array(Math.floor(length / (item.length + separator.length)))
    .fill(item)
    .join(separator);
const numbered = (count: number, separator: string, item: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => item(index)).join(separator);
const nested = (open: string, inside: string, close: string, depth: number): string =>
  open.repeat(depth) + inside + close.repeat(depth);
const pattern = (piece: string): string => `up{job=~"${filled(piece, LENGTH - 20).replace(/\\+$/, "")}"}`;

const TEXTS: Readonly<Record<string, string>> = {
  "a chain of +": chain("up", " + "),
  "140 operators": numbered(141, " + ", () => `sum by (job) (rate(${"calls".repeat(9)}[5m]))`),
  "right-associative": chain("up", "^"),
  signs: `${"-".repeat(LENGTH)}up`,
  parentheses: nested("(", "up", ")", 99),
  "nested label_replace": nested("label_replace(", "up", ',"a","$1","job","(.*)")', 90),
  modifiers: `up${filled(" offset 5m")}`,
  subqueries: `up${filled("[5m:1m]")}`,
  "400 subqueries": `up${"[5m:1m]".repeat(400)}`,
  matchers: `up{${chain('job="quantflow"', ",")}}`,
  "patterns, all different": `up{${numbered(700, ",", (index) => `job=~"a${index}"`)}}`,
  "labels that are not there": `up{${numbered(800, ",", (index) => `l${index}="x"`)}}`,
  "by many labels": `sum by (${numbered(1500, ",", (index) => `l${index}`)}) (up)`,
  "on many labels": `up + on (${numbered(1500, ",", (index) => `l${index}`)}) up`,
  "alternatives in a pattern": pattern("quantflow|"),
  "stars in a pattern": pattern(".*"),
  "stars within stars": pattern("(a*)*"),
  "optional characters": pattern("a?"),
  "groups in a pattern": `up{job=~"${nested("(", "a", ")", 3000)}"}`,
  "counted repetitions": pattern("a{1000}"),
  "a pattern of metrics' names": `{__name__=~"${".*a".repeat(3000)}"}`,
  "many such patterns": numbered(130, " or ", (index) => `{__name__=~"quantflow.*${index}"}`),
  "unknown metrics": numbered(139, " + ", (index) => `qf_unknown_${index}`),
  "unknown metrics of long names": numbered(95, " + ", (index) => "quantflow_".repeat(9) + index),
  "unknown functions": numbered(139, " + ", (index) => `rat${index}e(up)`),
  "values that are not there": numbered(139, " + ", (index) => `up{job="qf${index}"}`),
  strings: filled('"a"'),
  "escapes that are none": `"${"\\d".repeat(4900)}"`,
  backslashes: `"${"\\".repeat(9000)}`,
  "strings without an end": filled('"a\n'),
  "waivers without a reason": `up\n${filled("# waive a/b\n")}`,
  spaces: `up${" ".repeat(LENGTH)}+`,
  digits: filled("1"),
  "names without an end": filled("a"),
  "opening brackets": filled("["),
  "opening braces": filled("{"),
  "mixed brackets": filled("([{"),
  variables: filled("$a "),
  "variables as labels": `sum by (${chain("$a", ",")}) (up)`,
  "half a variable": filled("${a:"),
  "zero bytes": filled("\0"),
  "halves of characters": filled("\ud800"),
  "emoji in a pattern": `up{job=~"${filled("😀", 9000)}"}`,
  "the same comparison": numbered(46, " or ", () => "up == up"),
  "lost buckets": numbered(130, " or ", () => "histogram_quantile(0.9, sum(rate(a_bucket[5m])))"),
  "counters as they are": numbered(139, " or ", () => "quantflow_trades_total"),
};

export const families: readonly Family[] = Object.entries(TEXTS).map(([name, text]) => ({ name, text }));
