import type { Expectations } from "./expectation.ts";

/** What is created, changed in place, replaced, moved and imported. */
export const changed: Expectations = {
  "nothing-to-do": { outcome: "no change", effects: [] },
  created: { outcome: "changes", effects: ["created terraform_data.web"] },
  updated: { outcome: "changes", effects: ["changed terraform_data.web"] },
  replaced: {
    outcome: "changes",
    effects: [
      "replaced terraform_data.web: triggers_replace cannot be changed in place",
      "changed terraform_data.user",
    ],
    dependents: ["terraform_data.web <- terraform_data.user"],
  },
  "replaced-by-request": {
    outcome: "changes",
    effects: ["replaced terraform_data.web: whoever planned asked for it (-replace)"],
  },
  "replaced-tainted": {
    outcome: "changes",
    effects: [
      "replaced terraform_data.web: it is marked as damaged (tainted): its last apply failed halfway, or somebody marked it",
    ],
  },
  "replaced-by-triggers": {
    outcome: "changes",
    effects: [
      "replaced terraform_data.user: something that its replace_triggered_by names changes",
      "changed terraform_data.web",
    ],
  },
  "replaced-first-created": {
    outcome: "changes",
    effects: ["replaced terraform_data.web: triggers_replace cannot be changed in place"],
  },
  moved: { outcome: "changes", effects: ["metadata terraform_data.web"] },
  "moved-and-updated": { outcome: "changes", effects: ["changed terraform_data.web"] },
  "moved-into-module": { outcome: "changes", effects: ["metadata module.inner.terraform_data.web"] },
  imported: { outcome: "changes", effects: ["metadata terraform_data.web"] },
  "imported-and-updated": { outcome: "changes", effects: ["changed terraform_data.web"] },
  "for-each-grown": { outcome: "changes", effects: ['created terraform_data.web["b"]'] },
  "count-grown": { outcome: "changes", effects: ["created terraform_data.web[1]"] },
  "nested-modules": {
    outcome: "changes",
    effects: [
      "changed module.outer.module.inner[0].terraform_data.web",
      "changed module.outer.module.inner[1].terraform_data.web",
      "created terraform_data.image",
    ],
  },
  targeted: {
    outcome: "changes",
    effects: ["changed terraform_data.web"],
    cautions: ["the plan leaves changes out (-target, -exclude or a partial apply); plan again after it"],
  },
};
