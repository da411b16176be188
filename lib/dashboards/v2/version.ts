import type { Dashboard } from "../dashboard.ts";
import type { References } from "../references.ts";
import { writeV1 } from "../v1/writer.ts";
import { writeV2 } from "./writer.ts";

/**
 * A dashboard in the format of a Grafana's major version: v1 up to 12, which has v2 as a beta; v2 from
 * 13 on, whose own format it is, and which alone has tabs, names its panels and moves no lines when one is added.
 */
export const writeFor = (major: number, dashboard: Dashboard, references: References): object =>
  major < 13 ? writeV1(dashboard, references) : writeV2(dashboard, references);
