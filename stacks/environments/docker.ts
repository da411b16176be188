import { days, gibibytes } from "../../lib/metrics/units.ts";
import type { Environment } from "../environment.ts";
import { local } from "./local.ts";

export const docker: Environment = {
  ...local,
  name: "docker",
  summary:
    "like local, simulated exchange and mail catcher included, in the engine that DOCKER_HOST names; its state in PostgreSQL (PG_CONN_STR), for all who apply",
  retention: { time: days(30), size: gibibytes(8) },
  label: "docker",
  backend: { kind: "pg" },
};
