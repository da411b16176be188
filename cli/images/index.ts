export { availableImages, ensureImages } from "./ensure.ts";
export { registryAnswers } from "./pull.ts";
