import type { Verdict } from "../verdict/verdict.ts";
import { inComment, inlineMarkdown } from "./escape-markdown.ts";
import { fitted, least, names } from "./markdown-section.ts";
import { reportOf, type Section } from "./report.ts";

const smallest = 8_192;
const mustBeNamed: ReadonlySet<Section["id"]> = new Set(["destroyed", "replaced"]);
const footer = "\n<sub>Worst first. The whole review is on the HTML page and in the JSON of the same run.</sub>\n";

/** The first line of the comment, by which a later run finds and updates it. */
export const markdownMarker = (title: string): string => `<!-- quantflow-review: ${inComment(title)} -->`;

/** Least for all; then the names of what is lost; then detail, most important first, while there is room. */
function withinLimit(sections: readonly Section[], limit: number): readonly string[] {
  const written = sections.map(least);
  const spare = () => limit - written.reduce((sum, text) => sum + text.length, 0);
  const improve = (position: number, better: (section: Section, budget: number) => string, share: number) => {
    const section = sections[position];
    if (section === undefined) return;
    const before = written[position] ?? "";
    const text = better(section, before.length + Math.floor(spare() * share));
    // The whole of a small section is shorter than the note that it is left out.
    if (text.length > before.length || before === least(section)) written[position] = text;
  };
  const lost = sections.flatMap(({ id }, position) => (mustBeNamed.has(id) ? [position] : []));
  // Half each at first, so that ten thousand of the one do not hide ten of the other.
  for (const share of [0.5, 1]) for (const position of lost) improve(position, names, share);
  for (const position of sections.keys()) improve(position, fitted, 1);
  return written;
}

/**
 * The verdict as a comment on a pull request (GitHub, GitLab): a marker to find it by, a summary, refusals, effects
 * worst first, the harmless ones folded. Detail is dropped from the least important upwards to stay within the limit.
 * @param given.limit in UTF-16 code units, at least 8,192; GitHub's own is 65,536
 * @throws RangeError below the smallest limit
 */
export function markdown(verdict: Verdict, { title, limit = 65_536 }: { title: string; limit?: number }): string {
  if (limit < smallest) throw new RangeError(`a comment of ${limit} characters: allow at least ${smallest}`);
  const { headline, sections } = reportOf(verdict);
  const summary = headline
    .map((sentence, position) => (position === 0 ? `**${inlineMarkdown(sentence)}**` : inlineMarkdown(sentence)))
    .join(" ");
  const head = `${markdownMarker(title)}\n## ${inlineMarkdown(title, 120)}\n\n${summary}\n`;
  return head + withinLimit(sections, limit - head.length - footer.length).join("") + footer;
}
