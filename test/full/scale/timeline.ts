import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../e2e/clone.ts";

/** FAILOVER_REPORT=1 writes docs/scale-failover.md anew from the run. */
const wanted = process.env["FAILOVER_REPORT"] === "1";

const INTRODUCTION = `# The failover run

Written by \`test/full/scale/failover.test.ts\` (\`npm run test:full\`; \`FAILOVER_REPORT=1\` writes this page anew): the environment
\`scale\` on one machine, with processes killed by SIGKILL while it runs. What is asserted is asserted there; this is what one run
saw. [scale-out.md](scale-out.md) says what the parts are.`;

interface Event {
  readonly at: number;
  readonly what: string;
}

/** What happened in a part of the run, and what came of it. */
export interface Timeline {
  /** Notes that this happened now. */
  note(what: string): void;
  found(question: string, answer: string): void;
}

export interface Report {
  part(title: string): Timeline;
  /** Writes the page where it is wanted; else nothing. */
  write(): void;
}

/** `now` in milliseconds. */
export function report(now: () => number = () => performance.now()): Report {
  /** In the order in which they happened; each begins with its first note. */
  const parts: (() => string)[] = [];
  return {
    part(title) {
      let began: number | undefined;
      const events: Event[] = [];
      const answers: string[] = [];
      return {
        note(what) {
          if (began === undefined) parts.push(() => section(title, events, answers));
          began ??= now();
          events.push({ at: (now() - began) / 1000, what });
        },
        found: (question, answer) => answers.push(`| ${question} | ${answer} |`),
      };
    },
    write() {
      if (wanted)
        writeFileSync(
          join(repository, "docs", "scale-failover.md"),
          `${[INTRODUCTION, ...parts.map((part) => part())].join("\n\n")}\n`,
        );
    },
  };
}

const section = (title: string, events: readonly Event[], answers: readonly string[]): string =>
  [
    `## ${title}`,
    "",
    "| second | what happened |",
    "| ---: | --- |",
    ...events.map(({ at, what }) => `| ${at.toFixed(1)} | ${what} |`),
    "",
    "| question | answer |",
    "| --- | --- |",
    ...answers,
  ].join("\n");
