export type { Difference, Noun, PanelPosition, Placed, RowPosition } from "./difference.ts";
export { differences } from "./differences.ts";
export { TAKEN_AWAY } from "./fields.ts";
export { matched } from "./matched.ts";
export { patched } from "./patched.ts";
export { compared, type Sided, type Versions } from "./three-way.ts";
export { inUnit } from "./values.ts";
export { changeInWords, lines, words } from "./words.ts";
