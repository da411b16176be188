import { type Expectations, UNCONFIGURED } from "./expectation.ts";

/** The same by OpenTofu, and what only it has. */
export const tofu: Expectations = {
  "tofu-created": { outcome: "changes", effects: ["created terraform_data.web"] },
  "tofu-updated": { outcome: "changes", effects: ["changed terraform_data.web"] },
  "tofu-replaced": {
    outcome: "changes",
    effects: ["replaced terraform_data.web: triggers_replace cannot be changed in place"],
  },
  "tofu-moved": { outcome: "changes", effects: ["metadata terraform_data.web"] },
  "tofu-forgotten": { outcome: "changes", effects: [`forgotten terraform_data.web: ${UNCONFIGURED}`] },
  // OpenTofu's plan does not say that it leaves something out, so that no caution can be told.
  "tofu-excluded": { outcome: "changes", effects: ["changed terraform_data.web"] },
};
