import { type Effect, HAPPENINGS, type Happens, type Verdict } from "../verdict/verdict.ts";
import { oneLine } from "./one-line.ts";

const verbs: Readonly<Record<Happens, readonly [one: string, many: string]>> = {
  destroyed: ["is destroyed", "are destroyed"],
  replaced: ["is replaced", "are replaced"],
  restarted: ["restarts", "restart"],
  reloaded: ["reloads", "reload"],
  changed: ["changes in place", "change in place"],
  forgotten: ["is forgotten", "are forgotten"],
  created: ["is created", "are created"],
  drifted: ["drifted", "drifted"],
  metadata: ["changes in metadata only", "change in metadata only"],
};

const told: ReadonlySet<Happens> = new Set(["destroyed", "replaced", "restarted"]);
const shown = 2;

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A single object that stops is told with its name and, up to the colon, what it means: `(service redis: stops for 4 s)`. */
function clause(happens: Happens, found: readonly Effect[]): string {
  const text = counted(found.length, ...verbs[happens]);
  const [only] = found;
  if (only === undefined || found.length > 1 || !told.has(happens)) return text;
  const means = only.says.slice(0, 1).map((said) => said.split(": ")[0] ?? "");
  return `${text} (${[only.name, ...means].map((part) => oneLine(part, 80)).join(": ")})`;
}

function dataSentence(effects: readonly Effect[]): string {
  const holders = effects.filter(({ data }) => data.length > 0);
  const named = holders
    .slice(0, shown)
    .map(({ name, data }) => `${oneLine(data.join(", "), 180)} (${oneLine(name, 80)})`)
    .join("; ");
  const more = holders.length > shown ? `; and of ${holders.length - shown} more` : "";
  return `Data at risk: ${named}${more}.`;
}

function effectsSentence(effects: readonly Effect[], noData: boolean): string {
  const clauses = HAPPENINGS.map((happens) => ({ happens, found: effects.filter((one) => one.happens === happens) }))
    .filter(({ found }) => found.length > 0)
    .map(({ happens, found }) => clause(happens, found));
  return `${capitalized([...clauses, ...(noData ? ["no data known to be at risk"] : [])].join(", "))}.`;
}

const remarksSentence = ({ effects, unwatched, cautions }: Verdict): string => {
  const warnings = effects.reduce((sum, effect) => sum + effect.warnings.length, 0);
  const parts = [
    ...(unwatched.length > 0 ? [counted(unwatched.length, "thing is not watched", "things are not watched")] : []),
    ...(cautions.length > 0 ? [counted(cautions.length, "caution", "cautions")] : []),
    ...(warnings > 0 ? [counted(warnings, "warning about the provider", "warnings about the provider")] : []),
  ];
  return parts.length > 0 ? `${capitalized(parts.join(", "))}.` : "";
};

const withoutEffects = ({ outcome }: Verdict): string =>
  outcome === "changes" ? "What changes is not known: the plan is not whole." : "Nothing changes.";

/**
 * What a reviewer reads in five seconds, a sentence each, worst first: data at risk, refusals, counts by happening,
 * then how many remarks there are. Under 1,500 characters, whatever the verdict.
 */
export function headlineOf(verdict: Verdict): readonly string[] {
  const { effects, refusals } = verdict;
  const holdsData = effects.some(({ data }) => data.length > 0);
  return [
    holdsData ? dataSentence(effects) : "",
    refusals.length > 0 ? `Refused: ${counted(refusals.length, "policy breach", "policy breaches")}.` : "",
    effects.length > 0 ? effectsSentence(effects, !holdsData) : withoutEffects(verdict),
    remarksSentence(verdict),
  ].filter((sentence) => sentence !== "");
}
