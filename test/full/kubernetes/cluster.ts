import type { Api } from "./api.ts";
import { type ControlPlane, controlPlane } from "./control-plane.ts";
import { type Machine, machine } from "./machine.ts";
import { installDefinitions, type Operator, operator } from "./operator.ts";

/** A cluster with the operator in it. */
export interface Cluster {
  readonly plane: ControlPlane;
  readonly api: Api;
  readonly operating: Operator;
  readonly stop: () => Promise<void>;
}

type Stoppable = Pick<Machine, "stop">;

export async function cluster(): Promise<Cluster> {
  const running: Stoppable[] = [];
  const stop = async () => {
    for (const one of running.toReversed()) await one.stop();
  };
  try {
    const plane = await controlPlane();
    running.push(plane);
    running.push(await machine(plane.api));
    await installDefinitions(plane);
    const operating = await operator(plane);
    running.push(operating);
    return { plane, api: plane.api, operating, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
