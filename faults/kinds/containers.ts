import type { Service } from "../../lib/services/service.ts";
import type { Stage } from "../stage.ts";

export const every = (): boolean => true;

export const start = async (stage: Stage, service: Service): Promise<void> => {
  await stage.docker(["start", stage.names.container(service)]);
};
