import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { alertsEverywherePage, type RenderedGround } from "../../stacks/alerts-everywhere.ts";
import { assemble } from "../../stacks/assemble.ts";
import type { Environment } from "../../stacks/environment.ts";
import { environments } from "../../stacks/environments/index.ts";
import { hostedRules } from "../../stacks/grafana-cloud.ts";
import { rendered } from "../../stacks/rendered.ts";
import { alertsIn } from "../../stacks/rendered-rules.ts";
import type { Resolution } from "../../stacks/resolution.ts";

const instance = { prefix: "quantflow", portOffset: 0, directory: "." };
const resolution: Resolution = { imageSource: { kind: "registry" }, available: [], secrets: [] };

const modelOf = (environment: Environment) => assemble({ environment, instance, resolution });

/** What of a rendering stands in the YAML of a folder. */
function ground(title: string, environment: Environment, folder: string): RenderedGround {
  const model = modelOf(environment);
  const files = [...rendered(model)].filter(([name]) => name.startsWith(folder) && /\.ya?ml$/.test(name));
  return { title, model, texts: files.map(([, text]) => text) };
}

/** The ruler is given its rules over HTTP, a group at a time. */
function ruler(title: string, environment: Environment): RenderedGround {
  const model = modelOf(environment);
  return { title, model, texts: hostedRules(model).map(({ text }) => text) };
}

const { local, kubernetes, "grafana-cloud": grafanaCloud } = environments;

describe("the same alert on every ground", () => {
  const grounds = [
    ground("Docker", local, "prometheus/rules/"),
    ground("Compose", local, "compose/"),
    ground("Kubernetes", kubernetes, "kubernetes/"),
    ruler("hosted Grafana", grafanaCloud),
  ] as const;

  it.each(grounds)("is rendered for $title", ({ texts, model }) => {
    const wanted = model.groups.flatMap(({ alerts }) => alerts.map(({ name }) => name));
    expect(
      alertsIn(texts)
        .map(({ alert }) => alert)
        .sort(),
    ).toEqual(wanted.sort());
  });

  it("is what docs/alerts-everywhere.md shows (vitest -u writes it anew)", async () => {
    const page = alertsEverywherePage(grounds);
    await expect(page).toMatchFileSnapshot(join(import.meta.dirname, "../../docs/alerts-everywhere.md"));
  });
});
