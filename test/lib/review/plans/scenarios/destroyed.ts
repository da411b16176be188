import { data, type Scenarios } from "./scenario.ts";

/** What is destroyed, for each of Terraform's reasons, and what is forgotten. */
export const destroyed: Scenarios = {
  "destroyed-no-configuration": {
    before: data("web") + data("user", "depends_on = [terraform_data.web]"),
    after: data("other"),
    actions: { "terraform_data.web": "destroy", "terraform_data.user": "destroy", "terraform_data.other": "create" },
    reasons: {
      "terraform_data.web": "delete_because_no_resource_config",
      "terraform_data.user": "delete_because_no_resource_config",
    },
  },
  "destroyed-count-index": {
    before: data("web", "count = 2"),
    after: data("web", "count = 1"),
    actions: { "terraform_data.web[0]": "no-op", "terraform_data.web[1]": "destroy" },
    reasons: { "terraform_data.web[1]": "delete_because_count_index" },
  },
  "destroyed-each-key": {
    before: data("web", 'for_each = toset(["a", "b"])'),
    after: data("web", 'for_each = toset(["a"])'),
    actions: { 'terraform_data.web["a"]': "no-op", 'terraform_data.web["b"]': "destroy" },
    reasons: { 'terraform_data.web["b"]': "delete_because_each_key" },
  },
  "destroyed-no-module": {
    modules: { inner: data("web") },
    before: 'module "inner" { source = "./inner" }\n',
    after: data("other"),
    actions: { "module.inner.terraform_data.web": "destroy", "terraform_data.other": "create" },
    reasons: { "module.inner.terraform_data.web": "delete_because_no_resource_config" },
  },
  "destroyed-wrong-repetition": {
    before: data("web", "count = 2"),
    after: data("web", 'for_each = toset(["a"])'),
    actions: {
      "terraform_data.web[0]": "destroy",
      "terraform_data.web[1]": "destroy",
      'terraform_data.web["a"]': "create",
    },
    reasons: {
      "terraform_data.web[0]": "delete_because_wrong_repetition",
      "terraform_data.web[1]": "delete_because_wrong_repetition",
    },
  },
  "destroyed-no-move-target": {
    before: data("old"),
    after: "moved {\n  from = terraform_data.old\n  to = terraform_data.gone\n}\n",
    actions: { "terraform_data.gone": "destroy" },
    reasons: { "terraform_data.gone": "delete_because_no_move_target" },
  },
  "destroyed-all": {
    before: data("web") + data("user", "input = terraform_data.web.id"),
    after: data("web") + data("user", "input = terraform_data.web.id"),
    flags: ["-destroy"],
    actions: { "terraform_data.web": "destroy", "terraform_data.user": "destroy" },
  },
  "removed-and-destroyed": {
    before: data("web"),
    after: "removed {\n  from = terraform_data.web\n  lifecycle { destroy = true }\n}\n",
    actions: { "terraform_data.web": "destroy" },
    reasons: { "terraform_data.web": "delete_because_no_resource_config" },
  },
  forgotten: {
    before: data("web", 'input = "kept"'),
    after: "removed {\n  from = terraform_data.web\n  lifecycle { destroy = false }\n}\n",
    actions: { "terraform_data.web": "forget" },
    reasons: { "terraform_data.web": "delete_because_no_resource_config" },
  },
};
