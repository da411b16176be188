import type { Service } from "../../services/service.ts";
import { servicesNeedEachOther } from "./errors.ts";

/** Services after those that they need. Fails on a circle, which would never start. */
export function inOrder(services: readonly Service[]): readonly Service[] {
  const done = new Set<Service>();
  const visit = (service: Service, path: readonly string[]): void => {
    if (path.includes(service.name)) throw servicesNeedEachOther([...path, service.name]);
    for (const need of service.needs ?? []) visit(need, [...path, service.name]);
    done.add(service);
  };
  for (const service of services) visit(service, []);
  const names = new Set([...done].map((service) => service.name));
  return [...names].flatMap((name) => services.find((service) => service.name === name) ?? []);
}
