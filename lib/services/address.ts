import type { Service } from "./service.ts";

/** Where a service answers inside the platform. URLs are never written by hand, so a wrong name or port cannot be. */
export interface Address {
  readonly service: Service;
  readonly port: string;
  readonly path: string;
}
export const address = <P extends string>(service: Service<P>, port: NoInfer<P>, path = "/"): Address => ({
  service,
  port,
  path,
});
/** `postgres-exporter:9187` */
export const authority = ({ service, port }: Address): string => `${service.name}:${service.ports[port]}`;
/** `http://quantflow-app:9464/metrics` */
export const url = (at: Address, scheme = "http"): string => `${scheme}://${authority(at)}${at.path}`;
