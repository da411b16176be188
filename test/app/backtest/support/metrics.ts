import { metricsOf } from "../../../../lib/metrics/catalogue.ts";
import { renderText } from "../../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../../lib/metrics/recorder.ts";
import * as catalogue from "../../../../metrics/quantflow/index.ts";
import { parseText, sampleValue } from "../../../lib/metrics/parse-text.ts";

/** A recorder of our catalogue, and what it exposes. */
export function createRecorder() {
  const drops = { labelSets: catalogue.droppedLabelSets, values: catalogue.droppedValues };
  const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
  const value = (name: string, labels: Readonly<Record<string, string>> = {}) =>
    sampleValue(parseText(renderText(recorder.families())), name, labels);
  return { recorder, value };
}
