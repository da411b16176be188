import { type Json, listAt, numeric, objectAt, textAt } from "../../../reading/json.ts";
import { said } from "../step.ts";

/** Of Grafana 2 the axes stand in `grid` and `y_formats`. */
export const yaxis = (panel: Json, index: 0 | 1): Json => {
  const side = index === 0 ? "left" : "right";
  return {
    format: listAt(panel, "y_formats")[index],
    min: objectAt(panel, "grid")[`${side}Min`],
    max: objectAt(panel, "grid")[`${side}Max`],
    ...said(objectAt(panel, "yaxes", index)),
  };
};

/** Unit and ends of an axis. */
export const axis = (one: Json): Json =>
  said({
    unit: textAt(one, "format"),
    min: numeric(one["min"]),
    max: numeric(one["max"]),
    decimals: numeric(one["decimals"]),
  });

/** How values are drawn: what a panel says, or one of its series. */
export const lines = (drawing: Json): Json => {
  const [bars, points] = [drawing["bars"] === true, drawing["points"] === true];
  const width = numeric(drawing["linewidth"]);
  const fill = numeric(drawing["fill"]);
  return said({
    drawStyle: bars ? "bars" : drawing["lines"] === false && points ? "points" : undefined,
    lineWidth: drawing["lines"] === false && !bars ? 0 : width,
    // Ten grades of filling are per cent now; bars are filled whole.
    fillOpacity: bars ? 100 : fill === undefined ? undefined : Math.min(100, fill * 10),
    showPoints: points ? "always" : undefined,
    pointSize: points ? pointSize(drawing) : undefined,
    lineInterpolation: drawing["steppedLine"] === true ? "stepAfter" : undefined,
    gradientMode: (numeric(drawing["fillGradient"]) ?? 0) > 0 ? "opacity" : undefined,
    lineStyle:
      drawing["dashes"] === true
        ? { fill: "dash", dash: [drawing["dashLength"] ?? 10, drawing["spaceLength"] ?? 10] }
        : undefined,
  });
};

const pointSize = (drawing: Json): number | undefined => {
  const radius = numeric(drawing["pointradius"]);
  return radius === undefined ? undefined : 2 * radius + 1;
};
