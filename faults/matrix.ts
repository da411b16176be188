import type { Service } from "../lib/services/service.ts";
import { nothingStated } from "./errors.ts";
import type { FaultKind } from "./kind.ts";
import { KIND_IDS, type KindId, kinds } from "./kinds/index.ts";
import type { Statement } from "./statement.ts";
import { statements } from "./statements/index.ts";

/** A service, a way to break it, and what then happens. */
export interface Cell {
  /** `redis/freeze` */
  readonly name: string;
  readonly service: Service;
  readonly kind: FaultKind;
  readonly statement: Statement;
}

/** Every way to break each of the services. Fails for one of which nothing is stated. */
export const matrixOf = (services: readonly Service[]): readonly Cell[] =>
  services.flatMap((service) => KIND_IDS.filter((id) => kinds[id].applies(service)).map((id) => cellOf(service, id)));

function cellOf(service: Service, id: KindId): Cell {
  const name = `${service.name}/${id}`;
  const statement = statements[service.name]?.[id];
  if (!statement) throw nothingStated(name);
  return { name, service, kind: kinds[id], statement };
}
