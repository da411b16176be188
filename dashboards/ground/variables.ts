import { choicesAmong } from "../monitoring/targets.ts";

/** The machine, and what runs on it. */
export const chosen = choicesAmong(["node", "quantflow", "node-red"]);
/** Every program has a process; here the application's is meant. */
export const chosenApplication = { job: "quantflow", instance: chosen.instance } as const;
/** Other services are probed, too. */
export const chosenNodeRed = { job: "node-red", instance: chosen.instance } as const;
