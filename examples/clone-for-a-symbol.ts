import { type Dashboard, dashboard, mapPanels, mapQueries } from "../lib/dashboards/index.ts";

/** The same dashboard for one symbol: on a wall, or for who trades nothing else. The choice of symbols is gone. */
export function forSymbol(board: Dashboard, symbol: string): Dashboard {
  const narrowed = mapQueries(board, (promql) => promql.replaceAll('symbol=~"$symbol"', `symbol="${symbol}"`));
  const linked = mapPanels(narrowed, (panel) => ({
    ...panel,
    links: panel.links.map(({ title, url }) => ({
      title,
      url: url.replaceAll("${symbol:queryparam}", `var-symbol=${symbol}`),
    })),
  }));
  return dashboard({
    ...linked,
    uid: `${board.uid}-${symbol.toLowerCase()}`,
    title: `${board.title}: ${symbol}`,
    variables: board.variables.filter(({ name }) => name !== "symbol"),
  });
}
