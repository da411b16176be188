import { data, type Scenario, type Scenarios } from "./scenario.ts";

const input = (value: string) => `input = "${value}"`;
const tofu = (scenario: Scenario): Scenario => ({ program: "tofu", ...scenario });

/** The same by OpenTofu, and what only it has. */
export const tofus: Scenarios = {
  "tofu-created": tofu({ after: data("web", input("a")), actions: { "terraform_data.web": "create" } }),
  "tofu-updated": tofu({
    before: data("web", input("a")),
    after: data("web", input("b")),
    actions: { "terraform_data.web": "update" },
  }),
  "tofu-replaced": tofu({
    before: data("web", 'triggers_replace = "a"'),
    after: data("web", 'triggers_replace = "b"'),
    actions: { "terraform_data.web": "replace" },
    reasons: { "terraform_data.web": "replace_because_cannot_update" },
  }),
  "tofu-moved": tofu({
    before: data("old"),
    after: `${data("web")}moved {\n  from = terraform_data.old\n  to = terraform_data.web\n}\n`,
    actions: { "terraform_data.web": "no-op" },
  }),
  "tofu-forgotten": tofu({
    before: data("web"),
    after: "removed {\n  from = terraform_data.web\n}\n",
    actions: { "terraform_data.web": "forget" },
    reasons: { "terraform_data.web": "delete_because_no_resource_config" },
  }),
  "tofu-excluded": tofu({
    before: data("web", input("a")) + data("user", input("a")),
    after: data("web", input("b")) + data("user", input("b")),
    flags: ["-exclude=terraform_data.user"],
    actions: { "terraform_data.web": "update" },
  }),
};
