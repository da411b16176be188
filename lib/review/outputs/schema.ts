import { z } from "zod";
import { HAPPENINGS, type Verdict } from "../verdict/verdict.ts";

const texts = z.array(z.string());

const effect = z.strictObject({
  resource: z.string().describe("Terraform's address, with the deposed key where it is one"),
  stack: z.string().describe("The stack whose plan it stands in; empty for a plan alone"),
  name: z.string().describe("What an operator calls it, else the address"),
  happens: z.enum(HAPPENINGS),
  action: z.string().describe("What Terraform does: delete, create"),
  because: texts.describe("What forces or causes it"),
  says: texts.describe("What it means: what stops and for how long"),
  data: texts.describe("Data that is lost or could be"),
  dependents: texts.describe("What depends on it, by an operator's name"),
  differences: texts.describe("What changed, attribute by attribute, embedded texts in the words of their format"),
  warnings: texts.describe("Where the provider does not do what the plan says"),
});

const refusal = z.strictObject({
  policy: z.string(),
  resource: z.string(),
  message: z.string(),
  remedy: z.string(),
  alsoKnownAs: texts.describe("Ids of the same check elsewhere"),
});

/** What `json` writes. A field that is added keeps the version; one that changes or goes raises it. */
export const verdictSchema = z.strictObject({
  version: z.literal(1),
  outcome: z.enum(["no change", "changes", "refused"]),
  effects: z.array(effect).describe("Worst first"),
  refusals: z.array(refusal),
  waived: texts.describe("Policies that do not hold and are excused, with reason and end"),
  unwatched: texts.describe("What nobody watches while this is applied"),
  cautions: texts.describe("Why the plan is not the whole of what will happen"),
  stacks: texts.describe("The stacks planned, in the order they are applied"),
}) satisfies z.ZodType<Verdict & { version: 1 }>;
