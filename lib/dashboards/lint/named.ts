import type { Annotation } from "../annotation.ts";
import { type Dashboard, panelsOf } from "../dashboard.ts";
import type { Panel } from "../panels/panel.ts";
import type { Variable } from "../variable.ts";
import type { Finding } from "./rule.ts";

/** As a reader of the dashboard finds it; an untitled panel by its key. */
export const panelNamed = ({ title, key }: Panel): string => `panel "${title.trim() === "" ? key : title}"`;
export const variableNamed = ({ name }: Variable): string => `variable $${name}`;
export const annotationNamed = ({ name }: Annotation): string => `annotation "${name}"`;

/** Findings on each panel, from messages about one. */
export const onPanels = (dashboard: Dashboard, messages: (panel: Panel) => readonly string[]): readonly Finding[] =>
  panelsOf(dashboard).flatMap((panel) =>
    messages(panel).map((message) => ({ where: panelNamed(panel), panel: panel.key, message })),
  );
