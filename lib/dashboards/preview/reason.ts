import { askAt, reasonText, whyEmpty } from "../emptiness/index.ts";
import type { PrometheusAccess } from "./server/index.ts";

/** Why a query of this Prometheus has nothing to draw at a time, in words. */
export const reasonAt =
  (access: PrometheusAccess) =>
  async (promql: string, at: number): Promise<string | undefined> => {
    const reason = await whyEmpty(promql, askAt(access, at));
    return reason && reasonText(reason);
  };
