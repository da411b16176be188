import type { DeskMessage, DeskView } from "../../desk/view.ts";

const MOST_SAMPLES = 720;

/** What the desk shows after a message, given what it showed before; undefined until a whole one has come. */
export function applied(before: DeskView | undefined, { whole, ...message }: DeskMessage): DeskView | undefined {
  if (whole) return message as DeskView;
  if (before === undefined) return undefined;
  return { ...before, ...message, prices: prices(before, message), curve: curve(before, message) };
}

function prices(before: DeskView, message: DeskMessage): DeskView["prices"] {
  if (message.prices === undefined) return before.prices;
  const news = new Map(message.prices.map((price) => [price.market, price]));
  return before.prices.map((price) => news.get(price.market) ?? price);
}

function curve(before: DeskView, message: DeskMessage): DeskView["curve"] {
  if (message.curve === undefined) return before.curve;
  const last = before.curve.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY;
  return [...before.curve, ...message.curve.filter(([time]) => time > last)].slice(-MOST_SAMPLES);
}
