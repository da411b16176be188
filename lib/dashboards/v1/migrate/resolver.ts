import { isObject, type Json, listAt, textAt, without } from "../../reading/json.ts";

/** How JSON names a data source now. */
export interface Reference {
  readonly type: string;
  readonly uid: string;
}

/** Grafana's own, which every Grafana has. */
const BUILT_IN: Readonly<Record<string, Reference>> = {
  "-- Grafana --": { type: "grafana", uid: "-- Grafana --" },
  "-- Mixed --": { type: "mixed", uid: "-- Mixed --" },
  "-- Dashboard --": { type: "datasource", uid: "-- Dashboard --" },
};

/** Names of sources whose queries have an `expr` that is no PromQL. */
const OTHERS = /loki|elastic|influx|graphite|cloudwatch|tempo|pyroscope/i;

/** Knows which names of a dashboard mean the one Prometheus that there is. */
export class Resolver {
  readonly #ours: Reference;
  /** What a reader is asked for when the dashboard is imported. */
  readonly #inputs: ReadonlySet<string>;
  /** Variables that choose among Prometheus servers. */
  readonly #choices: ReadonlySet<string>;
  /** Variables and inputs that stand for something else. */
  readonly #foreign: ReadonlySet<string>;
  /** Of other Grafanas, when there are several. */
  readonly #several: readonly string[];
  readonly #counts = new Map<string, number>();

  constructor(json: Json, ours: Reference) {
    this.#ours = ours;
    const inputs = listAt(json, "__inputs").filter((one) => textAt(one, "type") === "datasource");
    const chosen = listAt(json, "templating", "list").filter((one) => textAt(one, "type") === "datasource");
    const kindOf = (one: unknown) => textAt(one, "pluginId") ?? textAt(one, "query") ?? "";
    const names = (all: readonly unknown[]) => all.flatMap((one) => textAt(one, "name") ?? []);
    this.#inputs = new Set(names(inputs.filter((one) => kindOf(one) === "prometheus")));
    this.#choices = new Set(names(chosen.filter((one) => kindOf(one) === "prometheus")));
    this.#foreign = new Set(names([...inputs, ...chosen].filter((one) => kindOf(one) !== "prometheus")));
    const uids = [...new Set(uidsIn(json, ours))];
    this.#several = uids.length > 1 ? uids : [];
  }

  isChoice(name: string): boolean {
    return this.#choices.has(name);
  }

  /** The same with its data source resolved; `asks` says that it is asked for PromQL. */
  pointed(json: Json, asks: boolean): Json {
    const source = this.#resolved(json["datasource"], asks);
    return source === undefined || source === null ? without(json, "datasource") : { ...json, datasource: source };
  }

  /** What was resolved, a line a name. */
  told(): readonly string[] {
    const several = this.#several;
    const left =
      several.length > 0 ? [`asks ${several.length} Prometheus servers (${several.join(", ")}): both stay`] : [];
    const found = [...this.#counts].map(([name, count]) => {
      const times = count === 1 ? "once" : `${count} times`;
      return `asks ${name} (${times}): that is the data source ${this.#ours.uid} now`;
    });
    return [...left, ...found];
  }

  #resolved(source: unknown, asks: boolean): unknown {
    if (typeof source === "string" && Object.hasOwn(BUILT_IN, source)) return BUILT_IN[source];
    const [name, type] = isObject(source) ? [textAt(source, "uid"), textAt(source, "type")] : [source, undefined];
    if (typeof name === "string" && name !== "" && name !== "default") return this.#named(source, name, type, asks);
    if (type !== undefined && type !== "prometheus") return source;
    return asks ? this.#count("no data source by name") : undefined;
  }

  #named(source: unknown, name: string, type: string | undefined, asks: boolean): unknown {
    const isOurs = name === this.#ours.uid && type === this.#ours.type;
    const [variable] = /\w+/.exec(/^\$\{?\w+(:\w+)?\}?$/.test(name) ? name : "") ?? [];
    const isForeign =
      (type !== undefined && type !== "prometheus" && !type.startsWith("$")) || this.#foreign.has(variable ?? "");
    if (isOurs || isForeign || this.#several.includes(name)) return source;
    const isKnown = type === "prometheus" || this.#choices.has(variable ?? "") || this.#inputs.has(variable ?? "");
    if (isKnown || (asks && !OTHERS.test(name))) return this.#count(`"${name}"`);
    return typeof source === "string" ? { uid: source } : source;
  }

  #count(name: string): Reference {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    return this.#ours;
  }
}

/** Uids of Prometheus in other Grafanas, wherever they are named. */
function* uidsIn(json: unknown, ours: Reference): Generator<string> {
  if (typeof json !== "object" || json === null) return;
  const uid = textAt(json, "datasource", "uid");
  const isForeign = uid !== undefined && !uid.startsWith("$") && uid !== ours.uid;
  if (isForeign && textAt(json, "datasource", "type") === "prometheus") yield uid;
  for (const inside of Object.values(json)) yield* uidsIn(inside, ours);
}
