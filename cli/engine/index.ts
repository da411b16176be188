export { type Ensured, ensureEngine } from "./ensure.ts";
export { type Engine, type Found, findEngine, isRemote } from "./find.ts";
export { providerVariables } from "./provider-variables.ts";
