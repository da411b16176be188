import { type Expectations, UNCONFIGURED } from "./expectation.ts";

const REPETITION = "count or for_each was added or removed, and its address no longer exists";

/** What is destroyed, for each of Terraform's reasons, and what is forgotten. */
export const destroyed: Expectations = {
  "destroyed-no-configuration": {
    outcome: "changes",
    effects: [
      `destroyed terraform_data.user: ${UNCONFIGURED}`,
      `destroyed terraform_data.web: ${UNCONFIGURED}`,
      "created terraform_data.other",
    ],
  },
  "destroyed-count-index": {
    outcome: "changes",
    effects: ["destroyed terraform_data.web[1]: its index is beyond the new count"],
  },
  "destroyed-each-key": {
    outcome: "changes",
    effects: ['destroyed terraform_data.web["b"]: its key is no longer in for_each'],
  },
  "destroyed-no-module": {
    outcome: "changes",
    effects: [`destroyed module.inner.terraform_data.web: ${UNCONFIGURED}`, "created terraform_data.other"],
  },
  "destroyed-wrong-repetition": {
    outcome: "changes",
    effects: [
      `destroyed terraform_data.web[0]: ${REPETITION}`,
      `destroyed terraform_data.web[1]: ${REPETITION}`,
      'created terraform_data.web["a"]',
    ],
  },
  "destroyed-no-move-target": {
    outcome: "changes",
    effects: ["destroyed terraform_data.gone: it was moved to an address that the configuration does not have"],
  },
  "destroyed-all": {
    outcome: "changes",
    effects: ["destroyed terraform_data.user", "destroyed terraform_data.web"],
    dependents: ["terraform_data.web <- terraform_data.user"],
  },
  "removed-and-destroyed": { outcome: "changes", effects: [`destroyed terraform_data.web: ${UNCONFIGURED}`] },
  forgotten: { outcome: "changes", effects: [`forgotten terraform_data.web: ${UNCONFIGURED}`] },
};
