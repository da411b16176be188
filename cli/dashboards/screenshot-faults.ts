import { type Ask, reasonText, whyEmpty } from "../../lib/dashboards/emptiness/index.ts";
import type { PageReport, PanelReport, QueryReport } from "./screenshot-readiness.ts";

/** A panel that shows nothing, though it should. */
export interface PanelFault {
  readonly dashboard: string;
  readonly panel: string;
  readonly state: PanelReport["state"];
  /** Each query without a result, and why; a panel that cannot be drawn has none. */
  readonly queries: readonly { readonly expr: string; readonly why: string }[];
}

/** The panels of a page that drew nothing, each with its reasons. Those that are empty because all is well are none. */
export async function faultsOf({ dashboard, panels }: PageReport, ask: Ask): Promise<readonly PanelFault[]> {
  const faulty = panels.filter(({ state, expected }) => state !== "drawn" && !(state === "empty" && expected));
  return Promise.all(
    faulty.map(async ({ title, state, queries }) => {
      const barren = queries.filter(({ series, error }) => series === 0 || error !== undefined);
      return { dashboard, panel: title, state, queries: await Promise.all(barren.map((one) => explained(one, ask))) };
    }),
  );
}

async function explained({ expr, error }: QueryReport, ask: Ask) {
  if (error !== undefined) return { expr, why: error };
  const reason = await whyEmpty(expr, ask);
  return { expr, why: reason ? reasonText(reason) : "there is a value now, and there was none when the page asked" };
}

/** A fault in words for a person. */
export const faultText = ({ dashboard, panel, state, queries }: PanelFault): string =>
  [`${dashboard}, panel "${panel}": ${STATES[state]}`, ...queries.map(({ expr, why }) => `  ${why}\n    ${expr}`)].join(
    "\n",
  );

const STATES: Readonly<Record<PanelReport["state"], string>> = {
  loading: "still loads",
  drawn: "is drawn",
  empty: "has nothing to draw",
  failed: "failed",
  unsupported: "is of a type that the preview cannot draw",
};
