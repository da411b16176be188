import { type RulerGroup, readRulerGroups } from "../../lib/alerting/rules/ruler.ts";
import type { Context } from "../command.ts";
import { ask, type Server } from "./ask.ts";
import { strangeAnswer } from "./errors.ts";

/** One namespace of a Mimir-compatible ruler. Source: grafana.com/docs/mimir/latest/references/http-api, "Ruler". */
export interface Namespace {
  list(): Promise<readonly RulerGroup[]>;
  /** Creates or replaces. */
  set(group: RulerGroup): Promise<void>;
  remove(group: RulerGroup): Promise<void>;
}

const RULES = "/prometheus/config/v1/rules";

/** How a Cortex, and an older Mimir, say that a tenant has no rules yet. */
const NO_RULES = /no rule groups found|group does not exist/;

export function rulerNamespace(context: Context, server: Server, namespace: string): Namespace {
  const path = `${RULES}/${encodeURIComponent(namespace)}`;
  return {
    async list() {
      // The tenant's whole list: that of a namespace answers 404 in some rulers when it is empty, as a missing API does.
      const answer = (await ask(context, server, RULES, {}, NO_RULES)) ?? "{}";
      try {
        return readRulerGroups(answer, namespace);
      } catch (cause) {
        throw strangeAnswer(`GET ${server.url}${RULES}`, "it lists no rule groups", cause as Error);
      }
    },
    async set({ text }) {
      await ask(context, server, path, { method: "POST", body: text, type: "application/yaml" });
    },
    async remove({ name }) {
      await ask(context, server, `${path}/${encodeURIComponent(name)}`, { method: "DELETE" }, NO_RULES);
    },
  };
}
