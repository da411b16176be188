import { isObject } from "../../lib/dashboards/reading/json.ts";
import { APPLIED } from "../../stacks/content.ts";
import { unexpectedAnswer } from "./errors.ts";
import { ask, type GrafanaAccess, has, objectOf } from "./grafana-ask.ts";

/** JSON of a dashboard as Grafana has it now, and as the program last applied it. */
export interface InGrafana {
  readonly live: unknown;
  /** Undefined where no version says that it was applied from code. */
  readonly applied: unknown;
}

/** Older ones are not looked for: by then nobody knows any more what was edited. */
const VERSIONS_LOOKED_AT = 200;

/** Grafana 13's own form; the classic API would make rows of tabs, and panels one unit too high. */
const V2 = "/apis/dashboard.grafana.app/v2";

/** Fails where `ask` does. */
export const dashboardInGrafana = async (access: GrafanaAccess, uid: string): Promise<InGrafana> =>
  (await has(access, V2)) ? asResource(access, uid) : classic(access, uid);

/** Every version is a resource of its own, and the whole history can be read by who may read the dashboard. */
async function asResource(access: GrafanaAccess, uid: string): Promise<InGrafana> {
  const path = `${V2}/namespaces/${await namespaceOf(access, uid)}/dashboards`;
  const live = objectOf(access, path, await ask(access, `${path}/${encodeURIComponent(uid)}`, uid));
  if (!isObject(live["spec"])) throw unexpectedAnswer(access.url + path, "it holds no dashboard");
  const query = new URLSearchParams({
    labelSelector: "grafana.app/get-history=true",
    fieldSelector: `metadata.name=${uid}`,
    limit: `${VERSIONS_LOOKED_AT}`,
  });
  const { items } = objectOf(access, path, await ask(access, `${path}?${query}`, uid));
  const applied = (Array.isArray(items) ? items : [])
    .filter(isObject)
    .sort((a, b) => generationOf(b) - generationOf(a))
    .find((version) => isApplied({ message: annotationOf(version, "grafana.app/message") }));
  return { live: resource(live), applied: applied && resource(applied) };
}

/** An organisation, or a stack in the cloud. */
async function namespaceOf(access: GrafanaAccess, uid: string): Promise<string> {
  const path = "/api/frontend/settings";
  const { namespace } = objectOf(access, path, await ask(access, path, uid));
  return typeof namespace === "string" ? namespace : "default";
}

type Resource = Readonly<Record<string, unknown>>;

/** In a list, a resource need not say what it is. */
const resource = (one: Resource): Resource => ({ ...one, apiVersion: "dashboard.grafana.app/v2", kind: "Dashboard" });

const metadataOf = ({ metadata }: Resource): Resource => (isObject(metadata) ? metadata : {});
const generationOf = (one: Resource): number => Number(metadataOf(one)["generation"] ?? 0);
const annotationOf = (one: Resource, name: string): unknown => {
  const { annotations } = metadataOf(one);
  return isObject(annotations) ? annotations[name] : undefined;
};

async function classic(access: GrafanaAccess, uid: string): Promise<InGrafana> {
  const path = `/api/dashboards/uid/${encodeURIComponent(uid)}`;
  const live = objectOf(access, path, await ask(access, path, uid))["dashboard"];
  if (!isObject(live)) throw unexpectedAnswer(access.url + path, "it holds no dashboard");
  const list = await ask(access, `${path}/versions?limit=${VERSIONS_LOOKED_AT}`, uid);
  const versions = versionsIn(list);
  // Grafana 12 lists the first version as "Initial save", whatever its message is: its own page tells.
  const candidate = versions.find(isApplied) ?? versions.find(({ version }) => version === 1);
  if (!candidate) return { live, applied: undefined };
  const found = objectOf(access, path, await ask(access, `${path}/versions/${candidate.version}`, uid));
  return { live, applied: isApplied(found) && isObject(found["data"]) ? found["data"] : undefined };
}

const isApplied = ({ message }: { readonly message?: unknown }): boolean => message === APPLIED;

interface Version {
  readonly version: number;
  readonly message: string;
}

/** The newest first; a list until Grafana 11, since then an object that holds it. */
function versionsIn(answer: unknown): readonly Version[] {
  const list = Array.isArray(answer) ? answer : isObject(answer) ? answer["versions"] : [];
  return (Array.isArray(list) ? list : [])
    .filter(
      (one): one is Version =>
        isObject(one) && typeof one["version"] === "number" && typeof one["message"] === "string",
    )
    .sort((a, b) => b.version - a.version);
}
