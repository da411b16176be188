import { foreignYaml } from "../../services/foreign-yaml.ts";
import { canonical, isRecord, type Setting, settingDifferences } from "../../services/setting-differences.ts";
import { type Gets, matcherTexts, routesOf } from "./difference/routes.ts";

type Documents = ReadonlyMap<string, string>;
type Settings = Readonly<Record<string, Setting>>;

/** Tells changes of Alertmanager's configuration by who gets what: `receiver email no longer gets critical`. */
export const alertmanagerDiffer = {
  format: "Alertmanager configuration",
  reads: ({ name }: { readonly name: string }, text: string): boolean =>
    !name.endsWith(".json") && /^route:/m.test(text) && /^receivers:/m.test(text),
  /** What nobody gets any more first. Fails with a `SyntaxError` on what is no configuration, with the file's name. */
  describe(before: Documents, after: Documents): readonly string[] {
    const names = [...new Set([...before.keys(), ...after.keys()])];
    return names.flatMap((name) => differences(read(name, before.get(name)), read(name, after.get(name))));
  },
};

/** A side without the file has nothing configured. */
function read(name: string, text: string | undefined): Settings {
  const value = text === undefined ? {} : foreignYaml(text);
  if (!isRecord(value)) throw new SyntaxError(`${name} is no configuration of Alertmanager: it has no keys`);
  return value;
}

function differences(before: Settings, after: Settings): readonly string[] {
  const { route, receivers, inhibit_rules: inhibitions, time_intervals: intervals, ...rest } = before;
  const { route: routeNow, receivers: now, inhibit_rules: inhibits, time_intervals: times, ...restNow } = after;
  return [
    ...routeDifferences(routesOf(route), routesOf(routeNow)),
    ...namedDifferences("receiver", byName(receivers), byName(now)),
    ...namedDifferences("inhibition", inhibitionsOf(inhibitions), inhibitionsOf(inhibits)),
    ...namedDifferences("time interval", byName(intervals), byName(times)),
    ...settingDifferences(rest, restNow),
  ];
}

function routeDifferences(before: ReadonlyMap<string, Gets>, after: ReadonlyMap<string, Gets>): readonly string[] {
  const gone = [...before].filter(([key]) => !after.has(key));
  const come = [...after].filter(([key]) => !before.has(key));
  return [
    ...gone.map(([, { receiver, what }]) => `receiver ${receiver} no longer gets ${what}`),
    ...come.map(([, { receiver, what }]) => `receiver ${receiver} now gets ${what}`),
    ...[...after].flatMap(([key, gets]) => settingsDiffer(before.get(key), gets)),
    ...orderDiffers([...before.keys()], [...after.keys()]),
  ];
}

function settingsDiffer(before: Gets | undefined, { receiver, what, settings }: Gets): readonly string[] {
  const lines = before === undefined ? [] : settingDifferences(before.settings, settings);
  return lines.length === 0 ? [] : [`receiver ${receiver}, ${what}: ${lines.join(", ")}`];
}

/** The first route that takes an alert decides, unless it continues. */
function orderDiffers(before: readonly string[], after: readonly string[]): readonly string[] {
  const was = before.filter((key) => after.includes(key));
  const is = after.filter((key) => before.includes(key));
  return was.every((key, at) => key === is[at]) ? [] : ["routes are asked in another order"];
}

type Named = ReadonlyMap<string, Settings>;

function namedDifferences(noun: string, before: Named, after: Named): readonly string[] {
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const come = [...after.keys()].filter((name) => !before.has(name));
  const changed = [...after].flatMap(([name, settings]) => {
    const was = before.get(name);
    const lines = was === undefined ? [] : settingDifferences(was, settings);
    return lines.length === 0 ? [] : [`${noun} ${name}: ${lines.join(", ")}`];
  });
  const said = (names: readonly string[], verb: string) => names.map((name) => `${noun} ${name} ${verb}`);
  return [...said(gone, "removed"), ...changed, ...said(come, "added")];
}

const records = (value: Setting): readonly Settings[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** By name, without it; a single element of a list (one integration of a kind) stands for the list. */
const byName = (values: Setting): Named =>
  new Map(
    records(values).map(({ name, ...settings }) => [
      `${name}`,
      Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, opened(value)])),
    ]),
  );

function opened(value: Setting): Setting {
  if (!Array.isArray(value) || !value.some(isRecord)) return value;
  return value.length === 1 ? value[0] : Object.fromEntries(value.map((item, at) => [`${at + 1}`, item]));
}

/** Those without a name are known by what they say, so a changed one is removed and added. */
const inhibitionsOf = (values: Setting): Named =>
  new Map(
    records(values).map(({ name, ...rule }) => {
      const matchers = ["source_matchers", "target_matchers"].map((key) => [key, matcherTexts(rule[key])]);
      const settings = { ...rule, ...Object.fromEntries(matchers) };
      return [name === undefined ? canonical(settings) : `"${name}"`, settings];
    }),
  );
