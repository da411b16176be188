/** Every check of a text, in the order in which a reader meets them. */
export { lostLabel } from "./label.ts";
export { foreignNumber } from "./number.ts";
export { templateSyntax } from "./template.ts";
export { valueUnit } from "./value.ts";
