import { createHash } from "node:crypto";
import type { Verdict } from "../verdict/verdict.ts";
import { htmlText } from "./escape-html.ts";
import { type Fact, type Item, isRemark, type Report, reportOf, type Section } from "./report.ts";
import { style } from "./style.ts";

/** As many as a reader takes in at a glance; the others are folded under them. */
const differencesOpen = 8;

const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`;

const factHtml = ({ label, text, tone }: Fact): string =>
  label === "" ? `<p>${htmlText(text)}</p>` : `<p class="${tone}"><b>${label}:</b> ${htmlText(text)}</p>`;

const arrows = (difference: string): string => difference.replace(/(?<= )->(?= )/g, "→");

const listHtml = (differences: readonly string[]): string =>
  `<ul class="differences">\n${differences.map((difference) => `<li>${htmlText(arrows(difference))}</li>`).join("\n")}\n</ul>`;

function differencesHtml(differences: readonly string[]): string {
  if (differences.length === 0) return "";
  const [shown, folded] = [differences.slice(0, differencesOpen), differences.slice(differencesOpen)];
  if (folded.length === 0) return listHtml(shown);
  const count = `${folded.length} more ${folded.length === 1 ? "difference" : "differences"}`;
  return `${listHtml(shown)}\n<details><summary>${count}</summary>\n${listHtml(folded)}</details>`;
}

function itemHtml(item: Item): string {
  if (isRemark(item)) return `<li><p>${htmlText(item.title)}</p></li>`;
  const address = item.address === "" || item.address === item.title ? "" : ` <code>${htmlText(item.address)}</code>`;
  // Of a refusal it is what was found, of an effect why it happens: less than what it does.
  const quiet = item.address === "" ? "" : ' class="because"';
  const because = item.because === "" ? "" : `<p${quiet}>${htmlText(item.because)}</p>`;
  const heading = `<h3>${htmlText(item.title)}</h3>${address} <span class="aside">${htmlText(item.aside)}</span>`;
  return `<li>${heading}\n${because}${item.facts.map(factHtml).join("\n")}${differencesHtml(item.differences)}</li>`;
}

const symbolHtml = (symbol: string): string => `<span class="symbol" aria-hidden="true">${htmlText(symbol)}</span>`;

const sectionHtml = ({ id, tone, open, symbol, heading, items }: Section): string =>
  `<details id="${id}" class="${tone}"${open ? " open" : ""}>
<summary>${symbolHtml(symbol)}<h2>${heading}</h2> <span class="count">${items.length}</span></summary>
<ul class="items">
${items.map(itemHtml).join("\n")}
</ul>
</details>`;

const tallyHtml = (sections: Report["sections"]): string =>
  sections.length === 0
    ? ""
    : `<nav aria-label="Summary"><ul>
${sections
  .map(
    ({ id, tone, symbol, heading, items }) =>
      `<li class="${tone}"><a href="#${id}">${symbolHtml(symbol)}${items.length} ${heading.toLowerCase()}</a></li>`,
  )
  .join("\n")}
</ul></nav>
`;

const footerHtml = (stacks: readonly string[]): string => {
  const applied = stacks.length === 0 ? "" : `Applied in this order: ${htmlText(stacks.join(", "))}. `;
  return `<footer><p>${applied}Secrets are taken out.</p></footer>`;
};

/** The verdict as one page that loads nothing, runs nothing and reads in dark, in light, on a phone and on paper. */
export function html(verdict: Verdict, { title }: { title: string }): string {
  const { headline, sections, stacks } = reportOf(verdict);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${htmlText(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${htmlText(title)}</h1>
${headline.map((sentence) => `<p class="headline">${htmlText(sentence)}</p>`).join("\n")}
${tallyHtml(sections)}</header>
<main>
${sections.map(sectionHtml).join("\n")}
</main>
${footerHtml(stacks)}
</body>
</html>
`;
}
