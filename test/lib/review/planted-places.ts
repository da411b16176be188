import { stringify } from "yaml";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Fields = { readonly [key: string]: Json };

/** A plan with the text at its place. */
export type Planted = (text: string) => Fields;

/** A plan with one changed container, as `terraform show -json` would write it. */
function planOf(resource: Fields, change: Fields, plan: Fields = {}): Fields {
  const whole = { actions: ["update"], before: {}, after: {}, after_unknown: {}, ...change };
  return {
    format_version: "1.2",
    resource_changes: [
      {
        address: "docker_container.web",
        mode: "managed",
        type: "docker_container",
        name: "web",
        ...resource,
        change: whole,
      },
    ],
    ...plan,
  };
}

/** An attribute that was something else. */
const changed = (before: Fields, after: Fields): Fields => planOf({}, { before, after });
const attribute = (value: (text: string) => Fields) => (text: string) => changed(value("before"), value(text));
const uploaded = (file: string, content: (text: string) => string) =>
  attribute((text) => ({ upload: [{ file, content: content(text) }] }));

const rules = (text: string): string =>
  stringify({
    groups: [
      {
        name: "feed",
        rules: [
          { alert: "FeedStale", expr: "feed_age_seconds > 5", labels: { note: text }, annotations: { summary: text } },
        ],
      },
    ],
  });
const scrapes = (text: string): string =>
  stringify({
    scrape_configs: [{ job_name: "web", params: { module: [text] }, static_configs: [{ targets: ["web:80"] }] }],
  });
const routes = (text: string): string =>
  stringify({
    route: { receiver: "chat" },
    receivers: [{ name: "chat", webhook_configs: [{ url: "http://web/", http_config: { proxy_url: text } }] }],
  });
const dashboard = (text: string): string =>
  JSON.stringify({
    title: "Feed",
    uid: "feed",
    schemaVersion: 42,
    panels: [
      {
        id: 1,
        type: "text",
        title: text,
        description: text,
        gridPos: { x: 0, y: 0, w: 12, h: 8 },
        options: { content: text },
      },
    ],
  });

/** Where a text can stand in a plan so that a review may come to speak of it. */
export const PLACES: Readonly<Record<string, Planted>> = {
  "an attribute": attribute((text) => ({ image: text })),
  "what an attribute was": (text) => changed({ image: text }, { image: "after" }),
  "a block of a list": attribute((text) => ({ mounts: [{ target: "/data", labels: [{ label: "a", value: text }] }] })),
  "an entry of the environment": attribute((text) => ({ env: ["TZ=UTC", `SETTING=${text}`] })),
  "a command": attribute((text) => ({ command: ["serve", text] })),
  "the key of a map": attribute((text) => ({ sysctls: { [text]: "1" } })),
  "the key of a label": attribute((text) => ({ labels: [{ label: text, value: "1" }] })),
  "a rule file": uploaded("/rules/feed.yml", rules),
  "Prometheus' configuration": uploaded("/prometheus.yml", scrapes),
  "Alertmanager's configuration": uploaded("/alertmanager.yml", routes),
  "a dashboard": uploaded("/feed.json", dashboard),
  "a YAML file": uploaded("/a.yml", (text) => stringify({ a: { to: text }, b: 1 })),
  "a YAML block": uploaded("/a.yml", (text) => `a:\n  to: |\n${text.replace(/^/gm, "    ")}\nb: 1\n`),
  "a JSON file": uploaded("/a.json", (text) => JSON.stringify({ a: [{ to: text }] })),
  "JSON in JSON": uploaded("/a.json", (text) => JSON.stringify({ a: JSON.stringify({ to: text }) })),
  "a TOML file": uploaded("/a.toml", (text) => `[a]\nto = ${JSON.stringify(text)}\n`),
  "an INI file": uploaded("/a.ini", (text) => `[a]\nto = ${text}\nb = 1\n`),
  "a text": uploaded("/notes.txt", (text) => `one\ntwo ${text} three\nfour\n`),
  "a file in base64": attribute((text) => ({ content_base64: Buffer.from(`to: ${text}\nb: 1\n`).toString("base64") })),
  "the name of a file": (text) =>
    changed({ upload: [] }, { upload: [{ file: `/etc/${text}`, content: "level: info" }] }),
  "an address": (text) => planOf({ address: `docker_container.web[${JSON.stringify(text)}]`, index: text }, DELETED),
  "a former address": (text) =>
    planOf({ previous_address: `docker_container.web[${JSON.stringify(text)}]` }, { actions: ["no-op"] }),
  "an id that is imported": (text) => planOf({}, { actions: ["no-op"], importing: { id: text } }),
  "a deposed key": (text) => planOf({ deposed: text }, DELETED),
  "a reason": (text) => planOf({ action_reason: text }, DELETED),
  "an action": (text) => planOf({}, { actions: [text] }),
  "a type": (text) => planOf({ type: text }, DELETED),
  "a name": (text) => planOf({ name: text }, DELETED),
  "a path that forces a replacement": (text) =>
    planOf({}, { actions: ["delete", "create"], replace_paths: [["labels", text]] }),
  "what is unknown": (text) => planOf({}, { after_unknown: { [text]: true } }),
  "what drifted": (text) => {
    const { resource_changes } = planOf({}, { before: { image: "before" }, after: { image: text } });
    return { format_version: "1.2", resource_changes: [], resource_drift: resource_changes ?? [] };
  },
  "an output's name": (text) => ({
    format_version: "1.2",
    output_changes: { [text]: { actions: ["create"], before: null, after: "x" } },
  }),
  "an output": (text) => ({
    format_version: "1.2",
    output_changes: { url: { actions: ["update"], before: "x", after: text } },
  }),
  "a check's message": (text) =>
    planOf(
      {},
      {},
      {
        checks: [
          {
            address: { to_display: "check.health" },
            status: "fail",
            instances: [{ address: { to_display: "check.health" }, problems: [{ message: `answered: ${text}` }] }],
          },
        ],
      },
    ),
  "a check's name": (text) => planOf({}, {}, { checks: [{ address: { to_display: text }, status: "error" }] }),
  "why a change is put off": (text) =>
    planOf({}, {}, { deferred_changes: [{ reason: text, resource_change: { address: "a.b" } }] }),
  "an action that is invoked": (text) => planOf({}, {}, { action_invocations: [{ address: text }] }),
  "what refers to it": (text) => ({
    ...planOf({}, DELETED),
    configuration: {
      root_module: {
        resources: [
          { address: "docker_container.web", depends_on: [] },
          { address: `terraform_data.${text}`, depends_on: ["docker_container.web"] },
        ],
      },
    },
  }),
  "a container's name": (text) =>
    planOf({}, { ...DELETED, before: { name: text, mounts: [{ type: "volume", source: text, target: "/data" }] } }),
};

const DELETED = { actions: ["delete"], before: { name: "web" }, after: null };
