import { VizOrientation } from "@grafana/data";
import { BarGaugeDisplayMode, BarGaugeNamePlacement, BarGaugeValueMode } from "@grafana/schema";
import { BarGauge, useTheme2 } from "@grafana/ui";
import type { Drawing } from "./drawing.ts";
import { type Shown, Values } from "./values.tsx";

interface Options {
  readonly displayMode?: BarGaugeDisplayMode;
  readonly valueMode?: BarGaugeValueMode;
  readonly namePlacement?: BarGaugeNamePlacement;
  readonly showUnfilled?: boolean;
}

/** Grafana's bars between two ends. */
export function BarGaugePanel(drawing: Drawing) {
  const theme = useTheme2();
  const options = (drawing.panel.options ?? {}) as Options;
  const draw = ({ value, width, height, orientation, alignmentFactors }: Shown) => (
    <BarGauge
      value={value.display}
      field={value.field}
      {...displayOf(value)}
      orientation={orientation === VizOrientation.Auto ? VizOrientation.Horizontal : orientation}
      displayMode={options.displayMode ?? BarGaugeDisplayMode.Gradient}
      valueDisplayMode={options.valueMode ?? BarGaugeValueMode.Color}
      namePlacement={options.namePlacement ?? BarGaugeNamePlacement.Auto}
      showUnfilled={options.showUnfilled ?? true}
      {...{ width, height, alignmentFactors, theme }}
    />
  );
  return <Values drawing={drawing} draw={draw} itemSpacing={8} minVizHeight={16} />;
}

/** How a bar's own values are written and coloured. */
function displayOf({ view, colIndex }: Shown["value"]) {
  const display = view && colIndex !== undefined ? view.getFieldDisplayProcessor(colIndex) : undefined;
  return display ? { display } : {};
}
