import { data, type Scenarios } from "./scenario.ts";

const output = (name: string, value: string, more = "") => `output "${name}" {\n  value = ${value}\n  ${more}\n}\n`;
const secret = (value: string) => `variable "password" {\n  default = "${value}"\n  sensitive = true\n}\n`;
const remote = (body: string) => `data "terraform_remote_state" "other" {\n  backend = "local"\n  ${body}\n}\n`;
const health = (condition: string) =>
  `check "health" {\n  assert {\n    condition = ${condition}\n    error_message = "the web server does not answer"\n  }\n}\n`;
const healthy = 'variable "healthy" { default = false }\n';
const rules = (threshold: number) =>
  `input = yamlencode({ groups = [{ name = "feed", rules = [{ alert = "FeedStale", expr = "feed_age_seconds > ${threshold}" }] }] })`;

/** Outputs, secrets, what is unknown, data sources, checks, and values that mean harm. */
export const values: Scenarios = {
  "outputs-only": {
    before: output("url", '"http://a"') + output("old", '"x"'),
    after: output("url", '"http://b"') + output("new", '"x"'),
    actions: {},
  },
  "output-unknown": {
    before: output("id", '"none"'),
    after: data("web") + output("id", "terraform_data.web.id"),
    actions: { "terraform_data.web": "create" },
  },
  "output-sensitive": {
    before: secret("hunter2-before") + output("password", "var.password", "sensitive = true"),
    after: secret("hunter2-after") + output("password", "var.password", "sensitive = true"),
    actions: {},
  },
  "sensitive-variable": {
    before: secret("hunter2-before") + data("web", 'input = { user = "quantflow", password = var.password }'),
    after: secret("hunter2-after") + data("web", 'input = { user = "quantflow", password = var.password }'),
    actions: { "terraform_data.web": "update" },
  },
  "sensitive-in-set": {
    before: secret("hunter2-before") + data("web", 'input = toset(["plain", var.password])'),
    after: secret("hunter2-after") + data("web", 'input = toset(["plain", var.password])'),
    actions: { "terraform_data.web": "update" },
  },
  "sensitivity-widened": {
    before: data("web", 'input = toset(["one", "two"])'),
    after: secret("two") + data("web", 'input = toset(["one", var.password])'),
    actions: { "terraform_data.web": "update" },
  },
  "unknown-everywhere": {
    before: data("web", 'input = { list = ["a", "b"], map = { key = "a" } }'),
    after:
      data("new") +
      data("web", 'input = { list = ["a", terraform_data.new.id], map = { key = terraform_data.new.id } }'),
    actions: { "terraform_data.new": "create", "terraform_data.web": "update" },
  },
  "data-read-unknown": {
    after: data("web", 'input = "x.tfstate"') + remote("config = { path = terraform_data.web.output }"),
    actions: { "terraform_data.web": "create", "data.terraform_remote_state.other": "read" },
    reasons: { "data.terraform_remote_state.other": "read_because_config_unknown" },
  },
  "data-read-pending": {
    after: data("web") + remote('config = { path = "x.tfstate" }\n  depends_on = [terraform_data.web]'),
    actions: { "terraform_data.web": "create", "data.terraform_remote_state.other": "read" },
    reasons: { "data.terraform_remote_state.other": "read_because_dependency_pending" },
  },
  "check-failed": {
    after: data("web", 'input = "a"') + healthy + health("var.healthy"),
    actions: { "terraform_data.web": "create" },
  },
  "check-unknown": {
    after: data("web", 'input = "a"') + health('terraform_data.web.output == "a"'),
    actions: { "terraform_data.web": "create" },
  },
  "precondition-failed": {
    after:
      healthy +
      data("first") +
      data(
        "web",
        'lifecycle {\n  precondition {\n    condition = var.healthy\n    error_message = "no image was built"\n  }\n}',
      ),
    fails: true,
    actions: { "terraform_data.first": "create" },
  },
  "embedded-rules": {
    before: data("rules", rules(5)),
    after: data("rules", rules(10)),
    actions: { "terraform_data.rules": "update" },
  },
  "harmful-values": {
    after: data(
      "web",
      'for_each = { "<img src=x onerror=alert(1)>" = "\\u001b[2J\\u001b]0;owned\\u0007", "a|b`**c**](javascript:x)" = "</details><script>alert(1)</script>" }\n  input = each.value',
    ),
    actions: {
      'terraform_data.web["<img src=x onerror=alert(1)>"]': "create",
      'terraform_data.web["a|b`**c**](javascript:x)"]': "create",
    },
  },
  "prototype-keys": {
    before: data("web", 'input = { "__proto__" = "a", constructor = { prototype = { polluted = true } } }'),
    after: data("web", 'input = { "__proto__" = "b", constructor = { prototype = { polluted = true } } }'),
    actions: { "terraform_data.web": "update" },
  },
};
