import { data, type Scenarios } from "./scenario.ts";

const input = (value: string) => `input = "${value}"`;
const trigger = (value: string, more = "") => `triggers_replace = "${value}"\n${more}`;

/** What is created, changed in place, replaced, moved and imported. */
export const changed: Scenarios = {
  "nothing-to-do": {
    before: data("web", input("a")),
    after: data("web", input("a")),
    actions: { "terraform_data.web": "no-op" },
  },
  created: { after: data("web", input("a")), actions: { "terraform_data.web": "create" } },
  updated: {
    before: data("web", input("a")),
    after: data("web", input("b")),
    actions: { "terraform_data.web": "update" },
  },
  replaced: {
    before: data("web", trigger("a")) + data("user", "input = terraform_data.web.id"),
    after: data("web", trigger("b")) + data("user", "input = terraform_data.web.id"),
    actions: { "terraform_data.web": "replace", "terraform_data.user": "update" },
    reasons: { "terraform_data.web": "replace_because_cannot_update" },
  },
  "replaced-by-request": {
    before: data("web"),
    after: data("web"),
    flags: ["-replace=terraform_data.web"],
    actions: { "terraform_data.web": "replace" },
    reasons: { "terraform_data.web": "replace_by_request" },
  },
  "replaced-tainted": {
    before: data("web"),
    meanwhile: [{ run: ["terraform", "taint", "terraform_data.web"] }],
    after: data("web"),
    actions: { "terraform_data.web": "replace" },
    reasons: { "terraform_data.web": "replace_because_tainted" },
  },
  "replaced-by-triggers": {
    before: data("web", input("a")) + data("user", "lifecycle { replace_triggered_by = [terraform_data.web] }"),
    after: data("web", input("b")) + data("user", "lifecycle { replace_triggered_by = [terraform_data.web] }"),
    actions: { "terraform_data.web": "update", "terraform_data.user": "replace" },
    reasons: { "terraform_data.user": "replace_by_triggers" },
  },
  "replaced-first-created": {
    before: data("web", trigger("a", "lifecycle { create_before_destroy = true }")),
    after: data("web", trigger("b", "lifecycle { create_before_destroy = true }")),
    actions: { "terraform_data.web": "replace-first-created" },
    reasons: { "terraform_data.web": "replace_because_cannot_update" },
  },
  moved: {
    before: data("old", input("a")),
    after: `${data("web", input("a"))}moved {\n  from = terraform_data.old\n  to = terraform_data.web\n}\n`,
    actions: { "terraform_data.web": "no-op" },
  },
  "moved-and-updated": {
    before: data("old", input("a")),
    after: `${data("web", input("b"))}moved {\n  from = terraform_data.old\n  to = terraform_data.web\n}\n`,
    actions: { "terraform_data.web": "update" },
  },
  "moved-into-module": {
    before: data("web", input("a")),
    modules: { inner: data("web", input("a")) },
    after:
      'module "inner" { source = "./inner" }\nmoved {\n  from = terraform_data.web\n  to = module.inner.terraform_data.web\n}\n',
    actions: { "module.inner.terraform_data.web": "no-op" },
  },
  imported: {
    after: `${data("web")}import {\n  to = terraform_data.web\n  id = "given-id"\n}\n`,
    actions: { "terraform_data.web": "no-op" },
  },
  "imported-and-updated": {
    after: `${data("web", input("a"))}import {\n  to = terraform_data.web\n  id = "given-id"\n}\n`,
    actions: { "terraform_data.web": "update" },
  },
  "for-each-grown": {
    before: data("web", 'for_each = toset(["a"])\ninput = each.key'),
    after: data("web", 'for_each = toset(["a", "b"])\ninput = each.key'),
    actions: { 'terraform_data.web["a"]': "no-op", 'terraform_data.web["b"]': "create" },
  },
  "count-grown": {
    before: data("web", "count = 1"),
    after: data("web", "count = 2"),
    actions: { "terraform_data.web[0]": "no-op", "terraform_data.web[1]": "create" },
  },
  "nested-modules": {
    modules: {
      outer: 'variable "image" {}\nmodule "inner" {\n  source = "../inner"\n  count = 2\n  image = var.image\n}\n',
      inner: `variable "image" {}\n${data("web", "input = var.image")}`,
    },
    before: 'module "outer" {\n  source = "./outer"\n  image = "a"\n}\n',
    after: `${data("image", input("b"))}module "outer" {\n  source = "./outer"\n  image = terraform_data.image.output\n}\n`,
    actions: {
      "terraform_data.image": "create",
      "module.outer.module.inner[0].terraform_data.web": "update",
      "module.outer.module.inner[1].terraform_data.web": "update",
    },
  },
  targeted: {
    before: data("web", input("a")) + data("user", input("a")),
    after: data("web", input("b")) + data("user", input("b")),
    flags: ["-target=terraform_data.web"],
    actions: { "terraform_data.web": "update" },
  },
};
