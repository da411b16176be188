import { codeSpan, inlineMarkdown } from "./escape-markdown.ts";
import { oneLine } from "./one-line.ts";
import { type Fact, type Item, isRemark, type Section } from "./report.ts";

const nameLimit = 200;
const differencesShown = 12;
const elsewhere = "on the HTML page and in the JSON";

const name = (item: Item): string => inlineMarkdown(item.title, nameLimit);
/** Terraform's address where the name is another: who applies must find the object again. */
const addressOf = ({ title, address }: Item): string =>
  address === "" || address === title ? "" : ` ${codeSpan(oneLine(address, nameLimit))}`;
const thousands = (count: number): string => count.toLocaleString("en-GB");

const headingOf = ({ symbol, heading, items }: Section): string => `${symbol} ${heading} (${thousands(items.length)})`;

const warningsOf = ({ items }: Section): number =>
  items.reduce((sum, item) => sum + item.facts.filter(({ tone }) => tone === "warning").length, 0);

function framed(section: Section, body: string): string {
  if (section.open) return `\n### ${headingOf(section)}\n\n${body}\n`;
  const warnings = warningsOf(section);
  const note = warnings === 0 ? "" : `, ${warnings} ${warnings === 1 ? "warning" : "warnings"}`;
  return `\n<details><summary>${headingOf(section)}${note}</summary>\n\n${body}\n\n</details>\n`;
}

const factLine = ({ label, text, tone }: Fact): string => {
  const shown = inlineMarkdown(text);
  if (label === "") return `  - ${shown}`;
  return tone === "danger" ? `  - **${label}:** ${shown}` : `  - ${label}: ${shown}`;
};

const line = (item: Item): string => {
  if (isRemark(item)) return `- ${inlineMarkdown(item.title)}`;
  const aside = item.aside === "" ? "" : ` (${inlineMarkdown(item.aside)})`;
  const because = item.because === "" ? "" : `: ${inlineMarkdown(item.because)}`;
  return `- **${name(item)}**${addressOf(item)}${aside}${because}`;
};

const brief = (item: Item): string => [line(item), ...item.facts.map(factLine)].join("\n");

function full(item: Item): string {
  const left = item.differences.length - differencesShown;
  return [
    brief(item),
    ...item.differences.slice(0, differencesShown).map((difference) => `  - ${inlineMarkdown(difference)}`),
    ...(left > 0 ? [`  - ${thousands(left)} more differences are ${elsewhere}`] : []),
  ].join("\n");
}

const leftOut = (what: string): string => `Left out here: ${what}; they are ${elsewhere}.`;

/** Only how many. */
export const least = (section: Section): string => framed(section, `_${leftOut("all of these")}_`);

/** As many names as the budget allows (in UTF-16 code units), and how many more there are. */
export function names(section: Section, budget: number): string {
  const ending = (more: number) =>
    more > 0
      ? `\n\n**and ${thousands(more)} more**, not named here; they are ${elsewhere}.`
      : `\n\n_${leftOut("details")}_`;
  const frame = framed(section, "").length + ending(section.items.length).length;
  const listed: string[] = [];
  let length = frame;
  for (const item of section.items) {
    const next = name(item);
    length += next.length + 2;
    if (length > budget) break;
    listed.push(next);
  }
  if (listed.length === 0) return least(section);
  return framed(section, listed.join(", ") + ending(section.items.length - listed.length));
}

/** Every item in one form; undefined as soon as that is longer than the budget. */
function detailed(section: Section, budget: number, write: (item: Item) => string, note: string): string | undefined {
  const ending = note === "" ? "" : `\n\n_${leftOut(note)}_`;
  const written: string[] = [];
  let length = framed(section, ending).length;
  for (const item of section.items) {
    const text = write(item);
    length += text.length + 1;
    if (length > budget) return undefined;
    written.push(text);
  }
  return framed(section, written.join("\n") + ending);
}

/** The section in the most detail that stays within the budget. */
export const fitted = (section: Section, budget: number): string =>
  detailed(section, budget, full, "") ??
  detailed(section, budget, brief, "differences") ??
  detailed(section, budget, line, "what it means and differences") ??
  names(section, budget);
