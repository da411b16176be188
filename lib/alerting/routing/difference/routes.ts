import { isRecord, type Setting } from "../../../services/setting-differences.ts";

type Settings = Readonly<Record<string, Setting>>;

/** A route of the tree with what it inherits. */
export interface Gets {
  readonly receiver: string;
  /** In words: `critical`, `job="redis"`, `everything else`. */
  readonly what: string;
  readonly settings: Settings;
}

interface Above {
  readonly receiver: string;
  readonly matchers: readonly string[];
  readonly settings: Settings;
}

/** Source: prometheus.io/docs/alerting/latest/configuration, route: children inherit these, and nothing else. */
const INHERITED = ["group_by", "group_wait", "group_interval", "repeat_interval"];

/** Every route by who gets what, in the tree's order; a second of the same is told apart by its number. */
export function routesOf(root: Setting): ReadonlyMap<string, Gets> {
  const found = new Map<string, Gets>();
  for (const gets of walk(root, { receiver: "", matchers: [], settings: {} })) {
    let key = `${gets.receiver} ${gets.what}`;
    for (let number = 2; found.has(key); number++) key = `${gets.receiver} ${gets.what} (${number})`;
    found.set(key, gets);
  }
  return found;
}

function walk(route: Setting, above: Above): readonly Gets[] {
  if (!isRecord(route)) return [];
  const { receiver: own, routes, matchers: _, match: __, match_re: ___, ...settings } = route;
  const receiver = own === undefined ? above.receiver : `${own}`;
  const matchers = [...above.matchers, ...matchersOf(route)];
  const effective = { ...above.settings, ...settings };
  const inherited = Object.fromEntries(Object.entries(effective).filter(([key]) => INHERITED.includes(key)));
  const below = { receiver, matchers, settings: inherited };
  const children = Array.isArray(routes) ? routes : [];
  return [
    { receiver, what: inWords(matchers), settings: effective },
    ...children.flatMap((child) => walk(child, below)),
  ];
}

function matchersOf(route: Settings): readonly string[] {
  const { matchers, match, match_re: pattern } = route;
  const old = (given: Setting, operator: string): readonly string[] =>
    isRecord(given) ? Object.entries(given).map(([label, value]) => `${label}${operator}"${value}"`) : [];
  return [...matcherTexts(matchers), ...old(match, "="), ...old(pattern, "=~")];
}

/** Matchers as texts in one form and order, whatever blanks and quotes they are written with. */
export const matcherTexts = (matchers: Setting): readonly string[] =>
  (Array.isArray(matchers) ? matchers : []).map((matcher) => oneForm(`${matcher}`)).sort();

function oneForm(matcher: string): string {
  const parts = /^\s*([^=!~\s]+)\s*(=~|!~|!=|=)\s*("?)(.*?)\3\s*$/s.exec(matcher);
  return parts === null ? matcher.trim() : `${parts[1]}${parts[2]}"${parts[4]}"`;
}

function inWords(matchers: readonly string[]): string {
  if (matchers.length === 0) return "everything else";
  const said = [...new Set(matchers)].sort();
  return said.map((matcher) => /^severity="([^"]+)"$/.exec(matcher)?.[1] ?? matcher).join(", ");
}
