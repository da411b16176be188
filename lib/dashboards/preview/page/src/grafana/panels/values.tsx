import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  type ReduceDataOptions,
  VizOrientation,
} from "@grafana/data";
import { DataLinksContextMenu, useTheme2, VizRepeater } from "@grafana/ui";
import type { JSX } from "react";
import type { Drawing } from "./drawing.ts";

/** One number to draw, and the room for it in pixels. */
export interface Shown {
  readonly value: FieldDisplay;
  readonly width: number;
  readonly height: number;
  readonly orientation: VizOrientation;
  readonly count: number;
  readonly alignmentFactors: DisplayValueAlignmentFactors;
}

interface Options {
  readonly reduceOptions?: ReduceDataOptions;
  readonly orientation?: VizOrientation;
}

const LAST: ReduceDataOptions = { calcs: ["lastNotNull"], values: false };

/** A number of each series, side by side; a click on one leads where its links lead. */
export function Values(props: {
  drawing: Drawing;
  draw: (shown: Shown) => JSX.Element;
  sparkline?: boolean;
  autoGrid?: boolean;
  itemSpacing?: number;
  minVizHeight?: number;
}) {
  const { drawing, draw, sparkline = false, ...repeat } = props;
  const { panel, frames, config, replace, timeZone, width, height } = drawing;
  const theme = useTheme2();
  const { reduceOptions = LAST, orientation = VizOrientation.Auto } = (panel.options ?? {}) as Options;
  const values = () =>
    getFieldDisplayValues({
      data: frames,
      fieldConfig: config,
      reduceOptions,
      replaceVariables: replace,
      ...{ timeZone, sparkline, theme },
    });
  return (
    <VizRepeater
      getValues={values}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={(shown) => <Linked value={shown.value}>{draw(shown)}</Linked>}
      source={frames}
      renderCounter={0}
      {...{ orientation, width, height, ...repeat }}
    />
  );
}

function Linked({ value, children }: { value: FieldDisplay; children: JSX.Element }) {
  if (!value.hasLinks || !value.getLinks) return children;
  return <DataLinksContextMenu links={value.getLinks}>{() => children}</DataLinksContextMenu>;
}
