import type { Finding } from "../../promql/checker/check.ts";
import type { RuleFacts, WrittenRule } from "./rule.ts";
import type { Template } from "./template/template.ts";

/** One text of a rule: an annotation or a label's value. */
export interface TextSubject {
  readonly text: string;
  readonly template: Template;
  readonly rule: RuleFacts;
}

/** One mistake that a text can make. Every example is run by a table test; its text is in an annotation. */
export interface TextCheck {
  readonly id: string;
  readonly summary: string;
  /** Why it is a mistake, for a reader who made it. */
  readonly why: string;
  readonly bad: readonly WrittenRule[];
  readonly good: readonly WrittenRule[];
  readonly run: (subject: TextSubject) => readonly Finding[];
}
