import type { Paint } from "../terminal/terminal.ts";
import type { Change, Plan } from "./pull-plan.ts";

/** How each kind of change is headed, in the order in which they are told. */
const HEADINGS: readonly { readonly is: (change: Change) => boolean; readonly text: string }[] = [
  { is: ({ action }) => action === "pulled", text: "Changed in Grafana" },
  { is: ({ action }) => action === "conflict", text: "Changed in both, differently; not merged" },
  { is: ({ action }) => action === "shared", text: "Changed in Grafana, and an alert's own" },
  { is: ({ action, side }) => action === "shown" && side !== "code", text: "Changed in Grafana, to be done by hand" },
  { is: ({ side }) => side === "code", text: "Changed in the code, not applied yet" },
];

/** A dashboard's changes for a person. */
export function page({ uid, title, changes, repairs, appliedKnown }: Plan, paint: Paint): string {
  const known = appliedKnown
    ? []
    : ["What was last applied is not known, so every difference counts as made in Grafana."];
  const sections = HEADINGS.flatMap(({ is, text }) => {
    const found = changes.filter((change) => is(change) && (change.side !== "code" || text.includes("code,")));
    return found.length === 0 ? [] : [`${text}:`, ...found.flatMap(lines)];
  });
  const told = repairs.map(({ where, what }) => `  ${where} ${what}`);
  const read = told.length === 0 ? [] : ["Of Grafana's, read as something else; to be mended there:", ...told];
  const nothing = changes.length + repairs.length === 0 ? ["  The code and Grafana say the same."] : [];
  return [paint("bold", `${title} (${uid})`), ...known, ...sections, ...read, ...nothing].join("\n");
}

const lines = ({ words, source, why }: Change): readonly string[] => [
  `  ${words}`,
  ...(source === undefined && why === undefined ? [] : [`    ${[source, why].filter(Boolean).join(": ")}`]),
];

/** The same for a script; on one line. */
export const record = ({ uid, changes, repairs }: Plan): string => JSON.stringify({ uid, changes, repairs });
