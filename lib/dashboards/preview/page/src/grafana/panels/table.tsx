import { type DataFrame, getFrameDisplayName } from "@grafana/data";
import type { TableCellHeight } from "@grafana/schema";
import { Combobox } from "@grafana/ui";
import { TableNG } from "@grafana/ui/unstable";
import { useState } from "react";
import type { Drawing } from "./drawing.ts";

interface Options {
  readonly showHeader?: boolean;
  readonly cellHeight?: TableCellHeight;
  readonly sortBy?: { displayName: string; desc?: boolean }[];
}

/** The room for the choice among several tables, pixels. */
const CHOICE_HEIGHT = 40;

/** Grafana's table. Where the data are several tables, one of them, and which. */
export function TablePanel({ panel, frames, config, range, width, height }: Drawing) {
  const { showHeader = true, cellHeight, sortBy } = (panel.options ?? {}) as Options;
  const [index, setIndex] = useState(0);
  const shown = frames[index] ?? frames[0];
  if (shown === undefined) return null;
  return (
    <>
      <TableNG
        key={index}
        data={shown}
        noHeader={!showHeader}
        fieldConfig={config}
        timeRange={range}
        {...(cellHeight && { cellHeight })}
        {...(sortBy && { sortBy })}
        {...{ width, height: frames.length > 1 ? height - CHOICE_HEIGHT : height }}
      />
      {frames.length > 1 && (
        <Combobox aria-label="Table" options={names(frames)} value={index} onChange={({ value }) => setIndex(value)} />
      )}
    </>
  );
}

const names = (frames: readonly DataFrame[]) =>
  frames.map((frame, value) => ({ label: getFrameDisplayName(frame, value), value }));
