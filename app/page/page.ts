import type { ConnectionView, DeskView } from "../desk/view.ts";
import { ALERTS, alertRows } from "./alerts.ts";
import { ICON, SCRIPT, STYLE_SHEET } from "./assets.ts";
import { BACKTESTS, backtestRows } from "./backtests.ts";
import { connectionText } from "./connection.ts";
import { CURVE_HEIGHT, CURVE_WIDTH, drawCurve } from "./curve.ts";
import { escaped, tableSection } from "./html.ts";
import { figures, POSITIONS, positionRows } from "./positions.ts";
import { PRICES, priceRows } from "./prices.ts";
import { clockTime } from "./time.ts";

/** What the page knows besides the desk. */
export interface PageOptions {
  readonly version: string;
  readonly markets: readonly string[];
  readonly strategies: readonly string[];
  /** The most candles that a backtest may ask for. */
  readonly mostCandles: number;
}

const USUAL_CANDLES = 3_600;

const options = (values: readonly string[]): string =>
  values.map((value) => `<option>${escaped(value)}</option>`).join("");

/** The form to run a backtest; the script shows it, because without one it could not be sent. */
const runForm = ({ markets, strategies, mostCandles }: PageOptions): string =>
  `<form id="run" class="run" hidden>
<label>Market <select name="market">${options(markets)}</select></label>
<label>Strategy <select name="strategy">${options(strategies)}</select></label>
<label>Candles <input name="candles" type="number" inputmode="numeric" required min="1" max="${mostCandles}" value="${Math.min(USUAL_CANDLES, mostCandles)}"></label>
<button type="submit">Run backtest</button>
<p id="run-problem" class="problem" role="alert"></p>
</form>
`;

function figureList({ portfolio }: DeskView): string {
  const entries = figures(portfolio).map(
    ({ id, title, text, tone }) =>
      `<div><dt>${title}</dt><dd id="figure-${id}" class="tone-${tone}">${escaped(text)}</dd></div>`,
  );
  return `<section class="figures" aria-labelledby="figures-title">
<h2 id="figures-title" class="unseen">Portfolio, in ${escaped(portfolio.currency)}</h2>
<dl>${entries.join("\n")}</dl>
</section>`;
}

function curveSection({ curve, portfolio }: DeskView): string {
  const { line, area, zero, top, bottom, first, last, isGain, label } = drawCurve(curve);
  return `<section class="panel" aria-labelledby="curve-title">
<h2 id="curve-title">Profit and loss <small>${escaped(portfolio.currency)}, the last hour</small></h2>
<div class="curve">
<svg id="curve" role="img" aria-label="${escaped(label)}" viewBox="0 0 ${CURVE_WIDTH} ${CURVE_HEIGHT}" preserveAspectRatio="none" class="${isGain ? "gain" : "loss"}">
<path id="curve-area" class="area" d="${area}"></path>
<line id="curve-zero" class="zero" x1="0" x2="${CURVE_WIDTH}" y1="${zero}" y2="${zero}"></line>
<path id="curve-line" class="line" d="${line}"></path>
</svg>
<p class="bounds"><span id="curve-top">${top}</span><span id="curve-bottom">${bottom}</span></p>
<p class="times"><span id="curve-first">${first}</span><span id="curve-last">${last}</span></p>
</div>
</section>`;
}

const header = (connection: ConnectionView, now: number): string =>
  `<header>
<h1>QuantFlow</h1>
<p class="pill" data-state="${connection.state}" id="feed"><span class="what">Exchange</span> <span id="feed-text">${escaped(connectionText(connection))}</span></p>
<p class="pill" data-state="still" id="link"><span class="what">Page</span> <span id="link-text">as of ${clockTime(now)}</span></p>
<p class="clock"><time id="clock">${clockTime(now)}</time> UTC</p>
</header>`;

/** The whole page, with all that the desk shows: complete without the script, which then keeps it up to date. */
export function renderPage(view: DeskView, page: PageOptions): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>QuantFlow desk</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<noscript><meta http-equiv="refresh" content="30"></noscript>
<link rel="icon" href="${ICON.url}">
<link rel="stylesheet" href="${STYLE_SHEET.url}">
<script type="module" src="${SCRIPT.url}"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the desk</a>
${header(view.connection, view.now)}
<div id="lost" class="lost" hidden><p id="lost-text"></p><button type="button" id="retry">Try now</button> <a href="/">Reload the page</a></div>
<noscript><p class="lost">Without JavaScript this page is a picture of ${clockTime(view.now)} UTC, taken anew each 30 s.</p></noscript>
<main id="main" tabindex="-1">
${figureList(view)}
<div class="columns">
<div>
${tableSection(PRICES, priceRows(view.prices, view.now))}
${tableSection(ALERTS, alertRows(view.alerts))}
</div>
<div>
${curveSection(view)}
${tableSection(POSITIONS, positionRows(view.portfolio))}
${tableSection(BACKTESTS, backtestRows(view.backtests), runForm(page))}
</div>
</div>
</main>
<footer><p>QuantFlow ${escaped(page.version)}. Paper trading; times are UTC. Also as JSON: <a href="/about">about</a>, <a href="/portfolio">portfolio</a>, <a href="/alerts">alerts</a>, <a href="/backtests">backtests</a>.</p></footer>
<div id="status" class="unseen" role="status" aria-live="polite"></div>
</body>
</html>
`;
}
