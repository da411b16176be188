import { LibraryPanel as LibraryPanelResource } from "@cdktf/provider-grafana/lib/library-panel";
import { type Dashboard, type LibraryPanel, panelsOf, type References } from "../../dashboards/index.ts";
import { writePanel } from "../../dashboards/v1/panels/panel.ts";
import { type Construct, escapeTemplate } from "../terraform.ts";

/** The library panels that dashboards use and whose content is ours, each once. */
export function libraryPanelsOf(dashboards: readonly Dashboard[]): readonly OwnLibraryPanel[] {
  const used = dashboards.flatMap(panelsOf).flatMap((panel) => (panel.kind === "library" ? [panel.library] : []));
  return [...new Map(used.filter(isOwn).map((library) => [library.uid, library])).values()];
}

/** One whose content is known here, and not in Grafana alone. */
type OwnLibraryPanel = LibraryPanel & Required<Pick<LibraryPanel, "panel">>;
const isOwn = (library: LibraryPanel): library is OwnLibraryPanel => library.panel !== undefined;

export function renderLibraryPanel(
  scope: Construct,
  { uid, name, panel }: OwnLibraryPanel,
  folderUid: string,
  references: References,
): LibraryPanelResource {
  return new LibraryPanelResource(scope, `library-panel-${uid}`, {
    uid,
    name,
    folderUid,
    modelJson: escapeTemplate(JSON.stringify(writePanel(panel, references))),
  });
}
