export { ensureTerraform, type Terraform } from "./find.ts";
export { init } from "./init.ts";
export { type TerraformRun, terraform } from "./run.ts";
