import { paced } from "../../lib/alerting/rules/pace.ts";
import { JOBS } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import { assemble } from "../../stacks/assemble.ts";
import { environments } from "../../stacks/environments/index.ts";
import type { Model } from "../../stacks/model.ts";

const environment = environments.fault;
const from = (kind: "registry" | "local"): Model =>
  assemble({
    environment,
    instance: { prefix: "quantflow", portOffset: 0, directory: "" },
    resolution: { imageSource: { kind }, available: [], secrets: [] },
  });
const [complete, withoutGrafana] = [from("registry"), from("local")];
const inItsPlace = withoutGrafana.services.filter(({ name }) => complete.services.every((one) => one.name !== name));

/** Environment `fault` with every service and the rules of every job: Grafana's, and those of what is in its place. */
export const model: Model = {
  ...complete,
  services: [...complete.services, ...inItsPlace],
  groups: rules({ jobs: JOBS }).map((group) => paced(group, environment.pace)),
};
