export { availableImages, ensureImages, missingImages } from "./ensure.ts";
export { registryAnswers } from "./pull.ts";
