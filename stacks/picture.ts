import { receiversOf } from "../lib/alerting/routing/index.ts";
import type { Service } from "../lib/services/service.ts";
import type { Model } from "./model.ts";
import { grafana } from "./services/grafana.ts";

/** What runs and who talks to whom, as a Mermaid flowchart. Arrows go the way that data goes, and follow from the model. */
export function picture(model: Model): string {
  const lines = [
    ...model.services.map(({ name }) => `${name}([${name}])`),
    ...[...uses(model), ...shows(model)].map(([from, to]) => `${from} --> ${to}`),
    ...scrapes(model).map(([from, to]) => `${from} -. metrics .-> ${to}`),
    ...told(model).map(([from, to]) => `${from} == alerts ==> ${to}`),
  ];
  return ["flowchart LR", ...lines.map((line) => `  ${line}`)].join("\n");
}

type Arrow = readonly [from: string, to: string];

const uses = ({ services }: Model): readonly Arrow[] =>
  services.flatMap(({ name, needs = [] }) => needs.filter(isIn(services)).map((need): Arrow => [need.name, name]));

const isIn = (services: readonly Service[]) => (one: Service) => services.some(({ name }) => name === one.name);

const shows = ({ services, environment }: Model): readonly Arrow[] =>
  isIn(services)(grafana) ? [[environment.profile.samples.service.name, grafana.name]] : [];

const scrapes = ({ targets, environment }: Model): readonly Arrow[] => {
  const arrows = targets.flatMap(({ at, probe }): Arrow[] => [
    ...(probe ? [[probe.of.service.name, at.service.name] as const] : []),
    ...environment.profile.scrapers.map(({ service }) => [at.service.name, service.name] as const),
  ]);
  const once = new Map(arrows.filter(([from, to]) => from !== to).map((arrow) => [arrow.join(" "), arrow]));
  return [...once.values()];
};

const told = ({ route, environment }: Model): readonly Arrow[] => {
  const { scrapers, alertmanagers } = environment.profile;
  const to = receiversOf(route).map(({ livesIn, name }) => livesIn?.name ?? name);
  return [
    ...scrapers.flatMap(({ service }) => alertmanagers.map((at): Arrow => [service.name, at.service.name])),
    ...alertmanagers.flatMap(({ service: { name } }) => to.map((receiver): Arrow => [name, receiver])),
  ];
};
