export { type StatePlace, statePlace } from "./backend.ts";
export { withoutSecrets } from "./connection.ts";
export { ensureProgram, ensureTerraform, type Program, type Terraform } from "./find.ts";
export { init } from "./init.ts";
export { type TerraformRun, terraform } from "./run.ts";
export { stateUnreadable } from "./state-errors.ts";
export { errorIn, stateFailure, stateFailureNow } from "./state-failure.ts";
