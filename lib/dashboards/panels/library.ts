import { type Described, type DescribedInput, described } from "./described.ts";
import type { Panel } from "./panel.ts";

/** A panel that stands in Grafana's library: edited once, changed on every dashboard that uses it. */
export interface LibraryPanel {
  /** Never changes; 1 to 40 letters, digits, `-` or `_`. */
  readonly uid: string;
  readonly name: string;
  /** Undefined where only Grafana has it. */
  readonly panel?: Exclude<Panel, LibraryPanelUse>;
}

/** The place on a dashboard where a library panel is shown. */
export interface LibraryPanelUse extends Described {
  readonly kind: "library";
  readonly library: LibraryPanel;
}

/** Shows a library panel. Its title, description and alerts are the library panel's, unless the place has its own. */
export const fromLibrary = (
  key: string,
  library: LibraryPanel,
  place: Partial<DescribedInput> = {},
): LibraryPanelUse => ({
  kind: "library",
  ...described(key, {
    title: library.panel?.title ?? library.name,
    description: library.panel?.description ?? "",
    watchedBy: library.panel?.watchedBy ?? [],
    ...place,
  }),
  library,
});
