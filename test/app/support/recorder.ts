import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as catalogue from "../../../metrics/quantflow/index.ts";
import { parseText, sampleValue } from "../../lib/metrics/parse-text.ts";

/** A recorder, and the values that it exposes. */
export function openRecorder() {
  const recorder = new MetricsRecorder(metricsOf(catalogue), {
    labelSets: catalogue.droppedLabelSets,
    values: catalogue.droppedValues,
  });
  const value = (name: string, labels: Record<string, string> = {}) =>
    sampleValue(parseText(renderText(recorder.families())), name, labels);
  return { recorder, value };
}
