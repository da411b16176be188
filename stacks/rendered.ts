import { composeFiles } from "./compose.ts";
import { renderedFiles } from "./files.ts";
import { hostedRules } from "./grafana-cloud.ts";
import { kubernetesFiles } from "./kubernetes.ts";
import type { Model } from "./model.ts";
import { under } from "./under.ts";

type Files = ReadonlyMap<string, string>;

/** Everything of a model as plain files: by the tool that reads them, and what its ground is given. */
export const rendered = (model: Model): Files => new Map([...renderedFiles(model), ...groundFiles(model)]);

/** What carries the model is given these. Fails on what it could not carry. */
export function groundFiles(model: Model): Files {
  const { ground } = model.environment;
  switch (ground.kind) {
    case "docker":
      return under("compose", composeFiles(model));
    case "kubernetes":
      return kubernetesFiles(model, ground);
    case "hosted-grafana":
      return under("mimir/rules", new Map(hostedRules(model).map(({ name, text }) => [`${name}.yaml`, text])));
  }
}
