import { objectAt, textAt, without } from "../../../reading/json.ts";
import { type Step, said } from "../step.ts";

/** A text that stands beside the panel's type, as before Grafana 7. */
export const text: Step = (panel, tell) => {
  const isOld = panel["type"] === "text2" || (panel["type"] === "text" && textAt(panel, "content") !== undefined);
  if (!isOld) return panel;
  tell("kept its text where Grafana before 7 did: it stands in its options now");
  const { angular: _, ...options } = objectAt(panel, "options");
  const old = said({ mode: panel["mode"], content: panel["content"] });
  return {
    ...without(panel, "content", "mode", "editable", "error", "isNew"),
    type: "text",
    options: { ...old, ...options },
  };
};
