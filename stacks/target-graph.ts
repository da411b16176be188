import type { TargetGraph } from "../lib/services/target-graph.ts";
import { linksIn } from "./links.ts";
import type { Model } from "./model.ts";
import { everyService } from "./services/index.ts";
import { waiversOf } from "./waivers.ts";

/** Who watches whom in an environment. What it omits takes its waivers with it. */
export const targetGraph = (model: Model): TargetGraph => ({
  services: model.services,
  scrapers: model.environment.profile.scrapers.map(({ service }) => service.name),
  targets: model.targets,
  links: linksIn(model),
  waivers: waiversOf("scraped or probed").filter(({ service }) => !isOmitted(service, model)),
});

const isOmitted = (name: string, { services }: Model): boolean =>
  everyService.some((service) => service.name === name) && !services.some((service) => service.name === name);
