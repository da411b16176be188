export type { DockerGiven } from "./given.ts";
export { type Names, namesUnder } from "./names.ts";
export { renderPlatform } from "./platform.ts";
export { renderStorage } from "./storage.ts";
