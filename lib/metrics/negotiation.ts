/** Which of several media types a client prefers. Source: RFC 9110, 12.5.1 (Accept) and 12.4.2 (weights). */

/** `text/plain; version=0.0.4`, by what tells it from others. */
export interface MediaType {
  readonly type: string;
  readonly subtype: string;
  /** A range that names another version does not mean this type. */
  readonly version: string;
}

interface MediaRange extends Partial<MediaType> {
  readonly type: string;
  readonly subtype: string;
  /** From 0, which refuses, to 1. */
  readonly weight: number;
}

const RANGE = /^([\w!#$%&'*+.^`|~-]+)\/([\w!#$%&'*+.^`|~-]+)$/;
const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/** The one that the client gives the most weight, the first of equals; undefined when it refuses all. */
export function preferred<T extends MediaType>(accept: string | undefined, offers: readonly T[]): T | undefined {
  if (accept === undefined || accept.trim() === "") return offers[0];
  const ranges = accept.split(",").flatMap((text) => mediaRange(text) ?? []);
  const weighed = offers.map((offer) => ({ offer, weight: weightOf(offer, ranges) }));
  const best = weighed.reduce((a, b) => (b.weight > a.weight ? b : a), {
    offer: undefined as T | undefined,
    weight: 0,
  });
  return best.offer;
}

/** The weight of the most specific range that means the type; 0 when none does. */
function weightOf(offer: MediaType, ranges: readonly MediaRange[]): number {
  const matching = ranges.filter((range) => means(range, offer));
  return matching.sort((a, b) => specificity(b) - specificity(a) || b.weight - a.weight)[0]?.weight ?? 0;
}

const means = (range: MediaRange, { type, subtype, version }: MediaType): boolean =>
  (range.type === "*" || range.type === type) &&
  (range.subtype === "*" || range.subtype === subtype) &&
  (range.version === undefined || range.version === version);

const specificity = ({ type, subtype, version }: MediaRange): number =>
  Number(type !== "*") + Number(subtype !== "*") + Number(version !== undefined);

/** Undefined for what is no range; parameters other than the version and the weight do not matter to us. */
function mediaRange(text: string): MediaRange | undefined {
  const [range = "", ...rest] = text.split(";").map((part) => part.trim().toLowerCase());
  const [, type, subtype] = RANGE.exec(range) ?? [];
  const parameters = new Map(rest.map((parameter) => nameAndValue(parameter)));
  const weight = parameters.get("q") ?? "1";
  if (type === undefined || subtype === undefined || !WEIGHT.test(weight)) return undefined;
  const version = parameters.get("version");
  return { type, subtype, weight: Number(weight), ...(version !== undefined && { version }) };
}

function nameAndValue(parameter: string): readonly [string, string] {
  const [name = "", value = ""] = parameter.split("=").map((part) => part.trim());
  return [name, value.replace(/^"(.*)"$/, "$1")];
}
