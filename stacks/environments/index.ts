export { environments } from "./all.ts";
export { environmentNamed } from "./named.ts";
