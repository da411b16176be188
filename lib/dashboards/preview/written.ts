import type { Dashboard } from "../dashboard.ts";
import { dashboardPath } from "../link.ts";
import type { References } from "../references.ts";
import { writeV1 } from "../v1/writer.ts";
import type { ShownDashboard } from "./server/index.ts";

/** Dashboards as the preview shows them: Grafana's JSON, with every library panel in its place. */
export const written = (dashboards: readonly Dashboard[], references: References): readonly ShownDashboard[] =>
  dashboards.map((one) => ({
    uid: one.uid,
    title: one.title,
    description: one.description,
    tags: one.tags,
    url: dashboardPath(one),
    json: JSON.stringify(writeV1(one, { ...references, library: "inline" })),
  }));
