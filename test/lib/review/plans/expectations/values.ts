import type { Expectations } from "./expectation.ts";

/** Outputs, secrets, what is unknown, data sources, checks, and values that mean harm. */
export const values: Expectations = {
  "outputs-only": {
    outcome: "changes",
    effects: ["metadata output.new", "metadata output.old", "metadata output.url"],
  },
  "output-unknown": { outcome: "changes", effects: ["created terraform_data.web", "metadata output.id"] },
  "output-sensitive": { outcome: "changes", effects: ["metadata output.password"] },
  "sensitive-variable": {
    outcome: "refused",
    effects: ["changed terraform_data.web"],
    refused: ["terraform_data.web"],
  },
  "sensitive-in-set": { outcome: "changes", effects: ["changed terraform_data.web"] },
  "sensitivity-widened": { outcome: "changes", effects: ["changed terraform_data.web"] },
  "unknown-everywhere": { outcome: "changes", effects: ["changed terraform_data.web", "created terraform_data.new"] },
  // What is only read changes nothing.
  "data-read-unknown": { outcome: "changes", effects: ["created terraform_data.web"] },
  "data-read-pending": { outcome: "changes", effects: ["created terraform_data.web"] },
  "check-failed": {
    outcome: "changes",
    effects: ["created terraform_data.web"],
    cautions: ["a condition does not hold: check.health: the web server does not answer"],
  },
  "check-unknown": { outcome: "changes", effects: ["created terraform_data.web"] },
  "precondition-failed": {
    outcome: "changes",
    effects: ["created terraform_data.first"],
    cautions: [
      "planning failed; the plan holds what was planned until then",
      "a condition does not hold: terraform_data.web: no image was built",
    ],
  },
  "embedded-rules": { outcome: "changes", effects: ["changed terraform_data.rules"] },
  "harmful-values": {
    outcome: "changes",
    effects: [
      'created terraform_data.web["<img src=x onerror=alert(1)>"]',
      'created terraform_data.web["a|b`**c**](javascript:x)"]',
    ],
  },
  "prototype-keys": { outcome: "changes", effects: ["changed terraform_data.web"] },
};
