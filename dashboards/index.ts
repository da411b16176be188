/** What to look at: the table of contents. */
import { distinct } from "../lib/dashboards/index.ts";
import { overview } from "./overview/index.ts";

export const dashboards = distinct([overview]);
