export { type Ensured, ensureEngine } from "./ensure.ts";
export { type Engine, type Found, findEngine } from "./find.ts";
