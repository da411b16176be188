import type { Token } from "marked";

/** What every runbook says, in this order: its headings of the second level. */
export const SECTIONS = ["What it means", "How to confirm", "How to fix", "Who"] as const;
export type Section = (typeof SECTIONS)[number];

/** What to do when an alert fires, for whoever was woken by it. One for each alert name. */
export interface Runbook {
  /** The alert's name. */
  readonly alert: string;
  /** Markdown, parsed; never empty. */
  readonly sections: Readonly<Record<Section, readonly Token[]>>;
  /** PromQL of the confirmation, at least one, in its order. */
  readonly queries: readonly string[];
  /** Other runbooks that it leads to. */
  readonly mentions: readonly string[];
  /** The team that acts, as the runbook has it. */
  readonly owner: string;
  /** As the runbook has it. */
  readonly severity: string;
}
