import { slug } from "../../link.ts";
import { isObject, type Json, listAt, textAt } from "../../reading/json.ts";
import { type Step, said } from "./step.ts";

/** Links by a dashboard's name, or with what to pass as switches; before Grafana 6.2. */
export const panelLinks: Step = (panel, tell) => {
  const links = listAt(panel, "links").filter(isObject);
  if (!links.some(isOld)) return panel;
  tell("linked by names and switches, as before Grafana 6: by URL now");
  return { ...panel, links: links.map((link) => (isOld(link) ? upgraded(link) : link)) };
};

const isOld = (link: Json): boolean =>
  ["dashboard", "dashUri", "keepTime", "includeVars", "params", "type"].some((name) => Object.hasOwn(link, name));

function upgraded(link: Json): Json {
  const base =
    textAt(link, "url") || (textAt(link, "dashboard") ? `dashboard/db/${slug(textAt(link, "dashboard") ?? "")}` : "/");
  const address = textAt(link, "dashUri") ? `dashboard/${textAt(link, "dashUri")}` : base;
  const passed = [
    ...(link["keepTime"] === true ? ["$__url_time_range"] : []),
    ...(link["includeVars"] === true ? ["$__all_variables"] : []),
    ...(textAt(link, "params") ? [textAt(link, "params")] : []),
  ].join("&");
  const url = passed === "" ? address : `${address}${address.includes("?") ? "&" : "?"}${passed}`;
  return said({
    title: textAt(link, "title") ?? "",
    url,
    targetBlank: link["targetBlank"] === true ? true : undefined,
  });
}
