export { type PrintOptions, printDashboard, type SourceFile } from "./print.ts";
