import { describe, expect, it } from "vitest";
import { type Ask, reasonText, type Sample, whyEmpty } from "../../../../lib/dashboards/emptiness/index.ts";

const one = (value = 1, labels = {}): readonly Sample[] => [{ labels, value }];

/** A Prometheus that has these answers, and nothing for every other question. */
const having =
  (answers: Readonly<Record<string, readonly Sample[]>>): Ask =>
  async (promql) =>
    answers[promql] ?? [];

const NOW = 'count({__name__="price_updates_total"})';
const present = { [NOW]: one() };
const lastSeen = (selector: string, ago: number) => ({
  [`time() - max_over_time(max(timestamp(${selector}))[1d:1m])`]: one(ago),
});
const of = (matcher: string) => `{__name__="price_updates_total", ${matcher}}`;

const why = async (promql: string, answers: Readonly<Record<string, readonly Sample[]>>) => {
  const reason = await whyEmpty(promql, having(answers));
  return reason && reasonText(reason);
};

describe("why a query draws nothing", () => {
  it("is not asked of one that draws a number", async () => {
    expect(await why("up", { up: one() })).toBeUndefined();
    expect(await why("a / b", { "a / b": [...one(Number.NaN), ...one(1)] })).toBeUndefined();
  });

  it("never existed", async () => {
    expect(await why("sum(rate(price_updates_total[1m]))", {})).toBe(
      "never existed: no sample of price_updates_total in the last 1d; is it exported, and its target scraped?",
    );
  });

  it("vanished", async () => {
    expect(await why("price_updates_total", lastSeen('{__name__="price_updates_total"}', 600))).toBe(
      "vanished: price_updates_total was last seen 10 min ago; was its target or its exporter taken away?",
    );
  });

  it("a label is gone", async () => {
    expect(await why('price_updates_total{stream="trade"}', present)).toBe(
      "no label stream on price_updates_total now; was it renamed or dropped?",
    );
  });

  it("a value was never there, and which are", async () => {
    const values = `count by (stream) (${of('stream!=""')})`;
    const there = [...one(1, { stream: "kline" }), ...one(1, { stream: "bookTicker" })];
    expect(await why('price_updates_total{stream="trade"}', { ...present, [values]: there })).toBe(
      'no price_updates_total has stream="trade"; there are "bookTicker", "kline"',
    );
  });

  it("a value is gone", async () => {
    const gone = lastSeen(of('stream=~"trade|x"'), 30);
    expect(await why('price_updates_total{stream=~"trade|x"}', { ...present, ...gone })).toBe(
      'value gone: price_updates_total with stream=~"trade|x" was last seen 30 s ago',
    );
  });

  it("matchers find series, and not together", async () => {
    const each = { [`count(${of('a="1"')})`]: one(), [`count(${of('b="2"')})`]: one() };
    expect(await why('price_updates_total{a="1", b="2"}', { ...present, ...each })).toBe(
      'no series is all of price_updates_total{a="1", b="2"}, though each of its matchers finds some',
    );
  });

  it("the window is too short, or the series too young", async () => {
    expect(await why("sum(rate(x[1m]))", { "last_over_time(x[1m])": one() })).toBe(
      "too few samples in the window of rate(x[1m]): the series has just begun, or is scraped more rarely",
    );
  });

  it("nothing happened that could be divided", async () => {
    const nothing = { "(a / b)": one(Number.NaN), "a / b": one(Number.NaN), a: one(0), b: one(0) };
    expect(await why("100 * (a / b)", { ...nothing, "100 * (a / b)": one(Number.NaN) })).toBe(
      "no traffic: a / b is only NaN, because nothing happened in its window",
    );
  });

  it("no value passes a comparison", async () => {
    expect(await why("sum(x > 5)", { x: one(1) })).toBe("no value passes x > 5");
  });

  it("both sides have nothing in common", async () => {
    expect(await why("a * on (job) b", { a: one(), b: one() })).toBe(
      "no series of both sides belong together in a * on (job) b: they have no labels in common",
    );
  });

  it("is told of the first side that is empty", async () => {
    expect(await why("a / b", { a: one() })).toContain("never existed: no sample of b ");
  });

  it("is not the side that `unless` takes away", async () => {
    expect(await why("a unless b", { a: one() })).toContain("a unless b");
  });

  it("is no PromQL", async () => {
    expect(await why("rate((", {})).toBe("the query is no PromQL");
  });
});
