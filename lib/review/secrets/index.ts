export { redactorOf } from "./redactor.ts";
export type { Redactor } from "./secrets.ts";
