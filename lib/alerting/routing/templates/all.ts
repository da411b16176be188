import { MESSAGE } from "./message.ts";
import { PAGERDUTY } from "./pagerduty.ts";
import { SLACK } from "./slack.ts";
import { TELEGRAM } from "./telegram.ts";

/** Every template that our receivers name, as one file. */
export const TEMPLATES = [MESSAGE, SLACK, TELEGRAM, PAGERDUTY].join("\n");
