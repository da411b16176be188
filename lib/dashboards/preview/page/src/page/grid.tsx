import { type CSSProperties, useLayoutEffect, useMemo, useState } from "react";
import type { PanelJson } from "../data/dashboard.ts";
import type { Readiness } from "../data/readiness.ts";
import { panelIn, type Section, sectionsOf } from "../data/sections.ts";
import { Icon } from "../grafana/controls.ts";
import { useBoard } from "./board.ts";
import { Message } from "./message.tsx";
import { Panel } from "./panel.tsx";

/** A dashboard's panels in Grafana's 24 columns, row by row, or one of them alone. */
export function Grid({ readiness, viewPanel }: { readiness: Readiness; viewPanel: number | undefined }) {
  const { dashboard } = useBoard();
  const sections = useMemo(() => sectionsOf(dashboard), [dashboard]);
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  const isOpen = ({ row, collapsed }: Section) => collapsed === (row !== undefined && toggled.has(row.id));
  const alone = viewPanel === undefined ? undefined : panelIn(dashboard, viewPanel);
  const shown =
    viewPanel === undefined ? sections.filter(isOpen).flatMap(({ panels }) => panels) : alone ? [alone] : [];

  const listed = JSON.stringify(shown.map(({ id, title = "", type }) => ({ id, title, type })));
  useLayoutEffect(() => readiness.begin(dashboard.uid, JSON.parse(listed)), [readiness, dashboard.uid, listed]);

  if (alone)
    return (
      <div className="alone">
        <Panel panel={alone} />
      </div>
    );
  if (viewPanel !== undefined)
    return <Message title={`No panel ${viewPanel}`} text={`${dashboard.title} has no panel with this id.`} />;
  const toggle = (id: number) =>
    setToggled((last) => (last.has(id) ? new Set([...last].filter((one) => one !== id)) : new Set([...last, id])));
  return sections.map((section) => (
    <section key={section.row?.id ?? 0}>
      {section.row && <Heading row={section.row} open={isOpen(section)} toggle={toggle} />}
      {isOpen(section) && (
        <div className="grid">
          {section.panels.map((panel) => (
            <div className="place" style={placeOf(panel)} key={panel.id}>
              <Panel panel={panel} />
            </div>
          ))}
        </div>
      )}
    </section>
  ));
}

function Heading({ row, open, toggle }: { row: PanelJson; open: boolean; toggle: (id: number) => void }) {
  return (
    <h2 className="heading">
      <button type="button" aria-expanded={open} onClick={() => toggle(row.id)}>
        <Icon name={open ? "angle-down" : "angle-right"} /> {row.title}
        {!open && <small>({row.panels?.length ?? 0} panels)</small>}
      </button>
    </h2>
  );
}

const placeOf = ({ gridPos: { x, y, w, h } }: PanelJson) =>
  ({ "--column": x + 1, "--row": y + 1, "--width": w, "--height": h }) as CSSProperties;
