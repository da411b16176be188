import { type Json, objectAt, without } from "../../reading/json.ts";
import type { Tell } from "./step.ts";

/** What Grafana of today knows nothing of. */
const GONE = [
  ..."gnetId hideControls iteration meta nav originalTitle pulldowns services sharedCrosshair".split(" "),
  "time_options",
];

/** What is said of the whole dashboard. */
export function settings(json: Json, tell: Tell): Json {
  const kept = without(json, ...GONE);
  const gone = ["nav", "pulldowns", "services"].filter((name) => Object.hasOwn(json, name));
  if (gone.length > 0) tell(`has ${gone.join(", ")} of Grafana 1: they are gone`);
  return { ...kept, ...crosshair(json, tell), ...refresh(json, tell), ...timePicker(json) };
}

function crosshair(json: Json, tell: Tell): Json {
  if (json["sharedCrosshair"] === undefined) return {};
  tell("said sharedCrosshair: it is graphTooltip now");
  return { graphTooltip: json["sharedCrosshair"] === true ? 1 : 0 };
}

/** No text: no refresh. */
function refresh(json: Json, tell: Tell): Json {
  const { refresh } = json;
  if (refresh === undefined || typeof refresh === "string") return {};
  if (refresh) tell(`refreshed itself by ${JSON.stringify(refresh)}, which is no time: it does not now`);
  return { refresh: "" };
}

function timePicker(json: Json): Json {
  const picker = objectAt(json, "timepicker");
  if (picker["time_options"] === undefined) return {};
  return { timepicker: without(picker, "time_options") };
}
