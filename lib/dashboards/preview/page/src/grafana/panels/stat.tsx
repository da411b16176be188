import {
  BigValue,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  useTheme2,
} from "@grafana/ui";
import type { Drawing } from "./drawing.ts";
import { type Shown, Values } from "./values.tsx";

interface Options {
  readonly colorMode?: BigValueColorMode;
  readonly graphMode?: BigValueGraphMode;
  readonly justifyMode?: BigValueJustifyMode;
  readonly textMode?: BigValueTextMode;
  readonly wideLayout?: boolean;
}

/** Grafana's big numbers over spark lines. */
export function StatPanel(drawing: Drawing) {
  const theme = useTheme2();
  const options = (drawing.panel.options ?? {}) as Options;
  const graphMode = options.graphMode ?? BigValueGraphMode.Area;
  const draw = ({ value, width, height, count, alignmentFactors }: Shown) => (
    <BigValue
      value={value.display}
      {...(value.sparkline && { sparkline: { ...value.sparkline, timeRange: drawing.range } })}
      colorMode={options.colorMode ?? BigValueColorMode.Value}
      justifyMode={options.justifyMode ?? BigValueJustifyMode.Auto}
      textMode={options.textMode ?? BigValueTextMode.Auto}
      disableWideLayout={options.wideLayout === false}
      hasLinks={value.hasLinks}
      {...{ width, height, count, alignmentFactors, graphMode, theme }}
    />
  );
  return <Values drawing={drawing} draw={draw} sparkline={graphMode !== BigValueGraphMode.None} autoGrid />;
}
