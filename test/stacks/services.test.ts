import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Service } from "../../lib/services/service.ts";
import { everyService } from "../../stacks/services/index.ts";
import { targets } from "../../stacks/targets.ts";

const folder = join(import.meta.dirname, "../../stacks/services");
const isService = (value: unknown): value is Service =>
  typeof value === "object" && value !== null && "health" in value;
const modules = await Promise.all(
  readdirSync(folder).map((file): Promise<Record<string, unknown>> => import(join(folder, file))),
);
const declared = modules.flatMap((module) => Object.values(module).filter(isService));

describe("the services", () => {
  test("are all in the table of contents", () => {
    const listed = everyService.map(({ name }) => name);
    expect([...new Set(declared.map(({ name }) => name))].sort()).toEqual([...listed].sort());
  });

  test("are each watched: scraped, probed, or told about by an exporter that needs them", () => {
    const watched = new Set(
      Object.values(targets).flatMap(
        ({ at, probe }: { at: { service: Service }; probe?: { of: { service: Service } } }) => [
          at.service.name,
          ...(probe ? [probe.of.service.name] : []),
          ...(at.service.needs ?? []).map(({ name }) => name),
        ],
      ),
    );
    expect(everyService.map(({ name }) => name).filter((name) => !watched.has(name))).toEqual([]);
  });

  test("need only services that share a network with them", () => {
    const apart = everyService.flatMap(({ name, networks, needs = [] }) =>
      needs
        .filter((need) => !need.networks.some((one) => networks.includes(one)))
        .map((need) => `${name} ${need.name}`),
    );
    expect(apart).toEqual([]);
  });
});

test("every target shares a network with what scrapes or probes it", () => {
  const apart = Object.values(targets).flatMap(
    ({ job, at, probe }: { job: string; at: { service: Service }; probe?: { of: { service: Service } } }) => {
      const asked = probe?.of.service ?? at.service;
      const asks = probe ? at.service : everyService.find(({ name }) => name === "prometheus");
      return asked.networks.some((one) => asks?.networks.includes(one)) ? [] : [job];
    },
  );
  expect(apart).toEqual([]);
});
