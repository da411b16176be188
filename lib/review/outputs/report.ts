import { type Effect, HAPPENINGS, type Happens, type Refusal, type Verdict } from "../verdict/verdict.ts";
import { headlineOf } from "./headline.ts";

/** How much a reader should mind; never told by colour alone. */
export type Tone = "danger" | "warning" | "calm" | "good";

/** One thing that is said of an item, under a label where one is needed: `Data at risk`. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  readonly tone: Tone;
}

/** One object, refusal or remark. */
export interface Item {
  readonly title: string;
  /** Terraform's address; empty where the title says all. */
  readonly address: string;
  /** Terraform's action, the stack: beside the title. */
  readonly aside: string;
  /** Why it happens, or what was found. */
  readonly because: string;
  readonly facts: readonly Fact[];
  readonly differences: readonly string[];
}

export interface Section {
  readonly id: "refused" | "unwatched" | "cautions" | "waived" | Happens;
  readonly heading: string;
  readonly symbol: string;
  readonly tone: Tone;
  /** False: folded. */
  readonly open: boolean;
  readonly items: readonly Item[];
}

/** A verdict as every output tells it: raw text, to be escaped by each. */
export interface Report {
  readonly outcome: Verdict["outcome"];
  readonly headline: readonly string[];
  readonly stacks: readonly string[];
  /** Most important first; none is empty. */
  readonly sections: readonly Section[];
}

const looks: Readonly<Record<Happens, Pick<Section, "heading" | "symbol" | "tone">>> = {
  destroyed: { heading: "Destroyed", symbol: "✖", tone: "danger" },
  replaced: { heading: "Replaced", symbol: "⇄", tone: "danger" },
  restarted: { heading: "Restarted", symbol: "↻", tone: "warning" },
  reloaded: { heading: "Reloaded", symbol: "⟳", tone: "calm" },
  changed: { heading: "Changed in place", symbol: "~", tone: "calm" },
  forgotten: { heading: "Forgotten, not destroyed", symbol: "⊘", tone: "warning" },
  created: { heading: "Created", symbol: "+", tone: "good" },
  drifted: { heading: "Drifted outside Terraform", symbol: "≠", tone: "calm" },
  metadata: { heading: "Only metadata", symbol: "·", tone: "calm" },
};

const alwaysOpen: ReadonlySet<Happens> = new Set(["destroyed", "replaced", "restarted"]);

const facts = (label: string, tone: Tone, texts: readonly string[]): readonly Fact[] =>
  texts.map((text) => ({ label, tone, text }));

const joined = (label: string, texts: readonly string[]): readonly Fact[] =>
  texts.length === 0 ? [] : [{ label, tone: "calm", text: texts.join(", ") }];

const itemOfEffect = (effect: Effect, severalStacks: boolean): Item => ({
  title: effect.name,
  address: effect.resource,
  aside: severalStacks ? `${effect.action}, in stack ${effect.stack}` : effect.action,
  because: effect.because.join("; "),
  facts: [
    ...facts("Data at risk", "danger", effect.data),
    ...facts("", "calm", effect.says),
    ...joined("Used by", effect.dependents),
    ...facts("Provider", "warning", effect.warnings),
  ],
  differences: effect.differences,
});

const itemOfRefusal = (refusal: Refusal): Item => ({
  title: refusal.resource,
  address: "",
  aside: [refusal.policy, ...refusal.alsoKnownAs].join(", "),
  because: refusal.message,
  facts: facts("Remedy", "good", [refusal.remedy]),
  differences: [],
});

/** A sentence that stands for itself, and no object. */
export const isRemark = (item: Item): boolean =>
  item.address + item.aside + item.because === "" && item.facts.length + item.differences.length === 0;

const remark = (title: string): Item => ({
  title,
  address: "",
  aside: "",
  because: "",
  facts: [],
  differences: [],
});

function effectSections({ effects }: Verdict): readonly Section[] {
  const severalStacks = new Set(effects.map(({ stack }) => stack)).size > 1;
  return HAPPENINGS.map((happens) => ({ happens, found: effects.filter((effect) => effect.happens === happens) }))
    .filter(({ found }) => found.length > 0)
    .map(({ happens, found }, position) => ({
      id: happens,
      ...looks[happens],
      open: position === 0 || alwaysOpen.has(happens),
      items: found.map((effect) => itemOfEffect(effect, severalStacks)),
    }));
}

const remarks = (
  look: Pick<Section, "id" | "heading" | "symbol" | "tone" | "open">,
  texts: readonly string[],
): Section => ({ ...look, items: texts.map(remark) });

/** Refusals, what happens openly, what is not seen meanwhile, then what is folded. */
export function reportOf(verdict: Verdict): Report {
  const effects = effectSections(verdict);
  const refused = { id: "refused", heading: "Refused by policy", symbol: "⊗", tone: "danger", open: true } as const;
  const unwatched = { id: "unwatched", heading: "Not watched meanwhile", symbol: "◌", tone: "warning" } as const;
  const cautions = { id: "cautions", heading: "Not the whole story", symbol: "!", tone: "warning" } as const;
  const waived = { id: "waived", heading: "Excused from a policy", symbol: "○", tone: "calm", open: false } as const;
  const sections = [
    { ...refused, items: verdict.refusals.map(itemOfRefusal) },
    ...effects.filter(({ open }) => open),
    remarks({ ...unwatched, open: true }, verdict.unwatched),
    remarks({ ...cautions, open: true }, verdict.cautions),
    ...effects.filter(({ open }) => !open),
    remarks(waived, verdict.waived),
  ];
  return {
    outcome: verdict.outcome,
    headline: headlineOf(verdict),
    stacks: verdict.stacks,
    sections: sections.filter(({ items }) => items.length > 0),
  };
}
