import type { Differing, Drift } from "../../lib/review/drift/index.ts";
import type { Paint } from "../terminal/terminal.ts";
import { type Stranger, strangerSays } from "./strangers.ts";

/** All that was found to differ. */
export interface Found extends Drift {
  readonly strangers: readonly Stranger[];
  /** The stacks that were not looked at, and why: no difference, but nothing can be said of them. */
  readonly left: readonly string[];
}

const HEADINGS: Readonly<Record<Differing["differs"], string>> = {
  world: "The world differs: somebody changed it outside of Terraform",
  both: "Both differ: changed outside of Terraform, and wanted otherwise by the code",
  code: "The code differs: a change that is not applied yet",
};

/** Nothing where nothing differs. */
export const isNothing = ({ objects, strangers, cautions }: Found): boolean =>
  objects.length + strangers.length + cautions.length === 0;

/** By who differs, for a terminal; empty where nothing does and everything was looked at. */
export function inWords({ objects, strangers, cautions, left }: Found, paint: Paint): string {
  const heading = (text: string, count: number) => paint("bold", `${text} (${count})`);
  const sections = (["world", "both", "code"] as const).map((who) => {
    const found = objects.filter(({ differs }) => differs === who);
    return found.length === 0 ? [] : [heading(HEADINGS[who], found.length), ...found.flatMap(objectLines), ""];
  });
  const lines = (text: string, of: readonly string[]) =>
    of.length === 0 ? [] : [heading(text, of.length), ...of.map((one) => `  ${one}`), ""];
  return [
    ...sections.flat(),
    ...lines("Nobody's: in the engine, and in no state", strangers.map(strangerSays)),
    ...lines("Not the whole story", cautions),
    ...lines("Not looked at", left),
  ]
    .join("\n")
    .trimEnd();
}

function objectLines({ name, resource, stack, world, code, next, data }: Differing): readonly string[] {
  const where = name === resource ? stack : `${resource}, ${stack}`;
  const told = (who: string, lines: readonly string[]) => lines.map((line) => `    ${who}: ${line}`);
  return [
    `  ${name} (${where})`,
    ...told("world", world),
    ...told("code", code),
    ...told("next apply", next),
    ...told("data at risk", data),
  ];
}

/** For a script: stable. */
export const inJson = (found: Found): string =>
  JSON.stringify({ version: 1, outcome: isNothing(found) ? "no change" : "changes", ...found }, undefined, 2);
