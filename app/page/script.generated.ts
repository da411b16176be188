/** Made of app/page/browser by test/app/page/script.test.ts (vitest -u); not to be edited. */
export const SCRIPT_TEXT = `// app/page/time.ts
var two = (value) => String(value).padStart(2, "0");
function clockTime(epochMs) {
  const date = new Date(epochMs);
  return \`\${two(date.getUTCHours())}:\${two(date.getUTCMinutes())}:\${two(date.getUTCSeconds())}\`;
}
function dayTime(epochMs) {
  const month = new Date(epochMs).toLocaleString("en-GB", { month: "short", timeZone: "UTC" });
  return \`\${new Date(epochMs).getUTCDate()} \${month} \${clockTime(epochMs).slice(0, 5)}\`;
}
function age(milliseconds) {
  const seconds = Math.max(0, milliseconds) / 1e3;
  if (seconds < 9.95) return \`\${seconds.toFixed(1)} s\`;
  const whole = Math.floor(seconds);
  if (whole < 60) return \`\${whole} s\`;
  if (whole < 3600) return \`\${Math.floor(whole / 60)} min \${whole % 60} s\`;
  return \`\${Math.floor(whole / 3600)} h \${Math.floor(whole % 3600 / 60)} min\`;
}

// app/page/browser/dom.ts
function found(document, id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(\`the page has no element \${id}\`);
  return element;
}
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// app/page/browser/announcer.ts
var QUIET_MS = 5e3;
var Announcer = class {
  #browser;
  #waiting;
  #isQuiet = false;
  constructor(browser) {
    this.#browser = browser;
  }
  say(sentence) {
    if (sentence === "") return;
    if (this.#isQuiet) {
      this.#waiting = sentence;
      return;
    }
    this.#isQuiet = true;
    write(found(this.#browser.document, "status"), sentence);
    this.#browser.setTimeout(() => {
      this.#isQuiet = false;
      const next = this.#waiting;
      this.#waiting = void 0;
      if (next !== void 0) this.say(next);
    }, QUIET_MS);
  }
};

// app/page/alerts.ts
var ALERTS = {
  id: "alerts",
  title: "Alerts",
  caption: "Alerts that Alertmanager sent, those that fire first",
  columns: [{ title: "Alert" }, { title: "State" }, { title: "Since" }],
  empty: "No alert has arrived."
};
var isTone = (severity) => severity === "critical" || severity === "warning";
function severityTone({ severity, status }) {
  if (status === "resolved") return "quiet";
  return isTone(severity) ? severity : "plain";
}
var alertRows = (alerts) => alerts.map((alert) => ({
  key: alert.fingerprint,
  cells: [
    { text: alert.name, detail: alert.summary },
    { text: alert.status, tone: severityTone(alert), detail: alert.severity },
    { text: dayTime(alert.since), tone: "quiet" }
  ]
}));

// app/portfolio/units.ts
var DECIMALS = 8;
var ONE = 10 ** DECIMALS;
var MOST_UNITS = Number.MAX_SAFE_INTEGER;
var HALF = ONE / 2;
var PER_UNIT = 1 / ONE;

// app/page/numbers.ts
var MINUS = "−";
var SCALE = 10n ** BigInt(DECIMALS);
var unitsOf = (decimal) => {
  const [, sign, whole = "0", fraction = ""] = /^(-?)(\\d+)(?:\\.(\\d+))?$/.exec(decimal) ?? [];
  const units = BigInt(whole) * SCALE + BigInt(fraction.slice(0, DECIMALS).padEnd(DECIMALS, "0"));
  return sign === "-" ? -units : units;
};
var grouped = (digits) => digits.replace(/\\B(?=(\\d{3})+$)/g, ",");
function fixed(decimal, decimals) {
  const units = unitsOf(decimal);
  const step = 10n ** BigInt(DECIMALS - decimals);
  const rounded = ((units < 0n ? -units : units) + step / 2n) / step;
  const digits = String(rounded).padStart(decimals + 1, "0");
  const whole = grouped(digits.slice(0, digits.length - decimals));
  const text = decimals === 0 ? whole : \`\${whole}.\${digits.slice(-decimals)}\`;
  return units < 0n && rounded > 0n ? MINUS + text : text;
}
var money = (decimal) => fixed(decimal, 2);
var signed = (decimal) => {
  const text = money(decimal);
  return unitsOf(decimal) > 0n && /[1-9]/.test(text) ? \`+\${text}\` : text;
};
var toneOf = (decimal) => {
  const units = unitsOf(decimal);
  if (units === 0n) return "plain";
  return units > 0n ? "gain" : "loss";
};
var decimalsOf = (column) => Math.max(2, ...column.map((decimal) => (decimal.split(".")[1] ?? "").length));
var percent = (share) => {
  const text = \`\${Math.abs(share * 100).toFixed(2)} %\`;
  if (Number(Math.abs(share * 100).toFixed(2)) === 0) return text;
  return share < 0 ? MINUS + text : \`+\${text}\`;
};
var sum = (...decimals) => {
  const units = decimals.map(unitsOf).reduce((total, one) => total + one, 0n);
  const digits = String(units < 0n ? -units : units).padStart(DECIMALS + 1, "0");
  return \`\${units < 0n ? "-" : ""}\${digits.slice(0, -DECIMALS)}.\${digits.slice(-DECIMALS)}\`;
};

// app/page/backtests.ts
var BACKTESTS = {
  id: "backtests",
  title: "Backtests",
  caption: "Backtests, the newest first, and how far each has come",
  columns: [
    { title: "Id" },
    { title: "Market" },
    { title: "Strategy" },
    { title: "Progress" },
    { title: "Return", numeric: true },
    { title: "Time", numeric: true },
    { title: "More" }
  ],
  empty: "No backtest was run yet."
};
var SHOWN_BACKTESTS = 10;
var returnTone = (totalReturn) => {
  if (totalReturn === 0) return "plain";
  return totalReturn > 0 ? "gain" : "loss";
};
function progressCell({ state, progress, error }) {
  switch (state) {
    case "running":
      return { progress, text: \`\${Math.floor(progress * 100)} %\` };
    case "queued":
      return { text: "queued", tone: "quiet" };
    case "completed":
      return { text: "completed", tone: "fine" };
    case "cancelled":
      return { text: "cancelled", tone: "quiet" };
    case "failed":
    case "timeout":
      return { text: error ?? state, tone: "critical" };
  }
}
function moreCell({ id, state }) {
  if (state === "queued" || state === "running") return { cancel: id, text: "Cancel", label: \`Cancel backtest \${id}\` };
  if (state !== "completed") return { text: "" };
  return {
    href: \`/backtests/\${encodeURIComponent(id)}/equity.svg\`,
    text: "Equity curve",
    label: \`Equity curve of \${id}\`
  };
}
var backtestRows = (backtests) => backtests.slice(0, SHOWN_BACKTESTS).map((backtest) => {
  const { id, market, strategy, totalReturn, seconds } = backtest;
  const gained = totalReturn === void 0 ? { text: "" } : { text: percent(totalReturn), tone: returnTone(totalReturn) };
  const ran = { text: seconds === void 0 ? "" : \`\${seconds.toFixed(2)} s\` };
  return {
    key: id,
    cells: [
      { text: id },
      { text: market },
      { text: strategy },
      progressCell(backtest),
      gained,
      ran,
      moreCell(backtest)
    ]
  };
});

// app/page/connection.ts
var WORDS = {
  connecting: "connecting",
  live: "live",
  stale: "silent",
  retrying: "connecting again",
  stopped: "stopped"
};
var connectionText = ({ state, detail }) => detail === "" ? WORDS[state] : \`\${WORDS[state]}, \${detail}\`;

// app/page/curve.ts
var CURVE_WIDTH = 600;
var CURVE_HEIGHT = 180;
var EMPTY = {
  ...{ line: "", area: "", zero: CURVE_HEIGHT / 2, top: "", bottom: "", first: "", last: "", isGain: true },
  label: "Profit and loss: nothing to draw yet"
};
function scaleOf(values) {
  const highest = Math.max(0, ...values);
  const lowest = Math.min(0, ...values);
  const margin = Math.max((highest - lowest) * 0.06, 0.01);
  const top = highest + margin;
  const span = top - (lowest - margin);
  return { highest, lowest, y: (value) => (top - value) / span * CURVE_HEIGHT };
}
var said = (value) => signed(value.toFixed(2));
function drawCurve(samples) {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === void 0 || last === void 0) return EMPTY;
  const { highest, lowest, y } = scaleOf(samples.map(([, value]) => value));
  const span = Math.max(last[0] - first[0], 1);
  const points = samples.map(([time, value]) => {
    const x = (time - first[0]) / span * CURVE_WIDTH;
    return \`\${x.toFixed(1)} \${y(value).toFixed(1)}\`;
  });
  const zero = Number(y(0).toFixed(1));
  const end = (last[0] - first[0]) / span * CURVE_WIDTH;
  return {
    line: \`M\${points.join("L")}\`,
    area: \`M0 \${zero}L\${points.join("L")}L\${end.toFixed(1)} \${zero}Z\`,
    ...{ zero, top: said(highest), bottom: said(lowest), isGain: last[1] >= 0 },
    ...{ first: clockTime(first[0]), last: clockTime(last[0]) },
    label: \`Profit and loss over \${age(last[0] - first[0])}: now \${said(last[1])}, between \${said(lowest)} and \${said(highest)}\`
  };
}

// app/page/positions.ts
var POSITIONS = {
  id: "positions",
  title: "Positions",
  caption: "What is held of each asset, in the quote currency",
  columns: [
    { title: "Asset" },
    { title: "Size", numeric: true },
    { title: "Average cost", numeric: true },
    { title: "Last price", numeric: true },
    { title: "Value", numeric: true },
    { title: "Unrealized", numeric: true }
  ],
  empty: "No open position."
};
function positionRows({ positions }) {
  const decimals = decimalsOf(positions.map(({ size }) => size));
  return positions.map(({ asset, size, averageCost, lastPrice, value, unrealizedPnl }) => ({
    key: asset,
    cells: [
      { text: asset },
      { text: fixed(size, decimals) },
      { text: money(averageCost) },
      { text: money(lastPrice) },
      { text: money(value) },
      { text: signed(unrealizedPnl), tone: toneOf(unrealizedPnl) }
    ]
  }));
}
function figures(portfolio) {
  const { value, cash, realizedPnl, unrealizedPnl, fees } = portfolio;
  const total = sum(realizedPnl, unrealizedPnl);
  const profit = (id, title, decimal) => ({
    ...{ id, title, text: signed(decimal) },
    tone: toneOf(decimal)
  });
  return [
    { id: "value", title: "Value", text: money(value), tone: "plain" },
    profit("pnl", "Profit and loss", total),
    profit("realized", "Realized", realizedPnl),
    profit("unrealized", "Unrealized", unrealizedPnl),
    { id: "fees", title: "Fees", text: money(fees), tone: "plain" },
    { id: "cash", title: "Cash", text: money(cash), tone: "plain" }
  ];
}

// app/page/prices.ts
var PRICES = {
  id: "prices",
  title: "Prices",
  caption: "The last price of each market, and how old it is",
  columns: [
    { title: "Market" },
    { title: "Price", numeric: true },
    { title: "Age", numeric: true },
    { title: "State" }
  ],
  empty: "No markets are traded."
};
var LATE_MS = 5e3;
var STALE_MS = 3e4;
function stateOf(ageMs) {
  if (ageMs >= STALE_MS) return { text: "stale", tone: "stale" };
  return ageMs >= LATE_MS ? { text: "late", tone: "late" } : { text: "fresh", tone: "fine" };
}
function priceRows(prices2, now) {
  const decimals = decimalsOf(prices2.flatMap(({ price }) => price ?? []));
  return prices2.map(({ market, price, at }) => {
    if (price === void 0 || at === void 0)
      return {
        key: market,
        cells: [{ text: market }, { text: "–" }, { text: "–" }, { text: "none yet", tone: "quiet" }]
      };
    const state = stateOf(now - at);
    const shown = { text: age(now - at), tone: state.tone };
    return { key: market, cells: [{ text: market }, { text: fixed(price, decimals) }, shown, state] };
  });
}

// app/page/browser/table-view.ts
var TableView = class {
  #document;
  #table;
  #cancel;
  #body;
  #empty;
  #rows = /* @__PURE__ */ new Map();
  #isOurs = false;
  /** \`cancel\` is called with what a cancel button names. */
  constructor(document, table, cancel = () => void 0) {
    this.#document = document;
    this.#table = table;
    this.#cancel = cancel;
    this.#body = found(document, \`\${table.id}-rows\`);
    this.#empty = found(document, \`\${table.id}-empty\`);
  }
  show(rows) {
    if (!this.#isOurs) this.#body.replaceChildren();
    this.#isOurs = true;
    const keys = new Set(rows.map(({ key }) => key));
    for (const [key, { element }] of this.#rows) if (!keys.has(key)) this.#drop(key, element);
    let next = this.#body.firstElementChild;
    for (const row of rows) {
      const view = this.#rows.get(row.key) ?? this.#made(row);
      if (view.element === next) next = next.nextElementSibling;
      else this.#body.insertBefore(view.element, next);
      this.#fill(view, row);
    }
    this.#empty.hidden = rows.length > 0;
  }
  #drop(key, element) {
    element.remove();
    this.#rows.delete(key);
  }
  #made({ key, cells }) {
    const element = this.#document.createElement("tr");
    const made = cells.map((_, index) => {
      const cell = this.#document.createElement(index === 0 ? "th" : "td");
      if (index === 0) cell.setAttribute("scope", "row");
      element.append(cell);
      return { element: cell, shown: "" };
    });
    const view = { element, cells: made };
    this.#rows.set(key, view);
    return view;
  }
  #fill(view, { cells }) {
    for (const [index, cell] of cells.entries()) {
      const shown = view.cells[index];
      const text = JSON.stringify(cell);
      if (shown === void 0 || shown.shown === text) continue;
      shown.shown = text;
      shown.element.className = this.#classOf(cell, index);
      this.#write(shown.element, cell);
    }
  }
  #classOf(cell, index) {
    const numeric = this.#table.columns[index]?.numeric ? "numeric " : "";
    return \`\${numeric}\${"tone" in cell && cell.tone !== void 0 ? \`tone-\${cell.tone}\` : ""}\`.trim();
  }
  #write(element, cell) {
    if ("progress" in cell) this.#progress(element, cell.progress, cell.text);
    else if ("href" in cell) element.replaceChildren(this.#link(cell));
    else if ("cancel" in cell) element.replaceChildren(this.#button(cell));
    else if (cell.detail) element.replaceChildren(\`\${cell.text} \`, this.#detail(cell.detail));
    else write(element, cell.text);
  }
  #progress(element, value, text) {
    if (!element.firstElementChild?.nextElementSibling) element.replaceChildren(...this.#bar());
    const bar = element.firstElementChild;
    const said2 = bar?.nextElementSibling;
    if (!bar || !said2) return;
    bar.value = value;
    write(said2, text);
  }
  #bar() {
    const bar = this.#document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", "Progress");
    return [bar, this.#document.createElement("span")];
  }
  #detail(text) {
    const detail = this.#document.createElement("small");
    detail.className = "detail";
    detail.textContent = text;
    return detail;
  }
  #link({ href, text, label }) {
    const link = this.#document.createElement("a");
    link.href = href;
    link.textContent = text;
    link.setAttribute("aria-label", label);
    return link;
  }
  #button({ cancel, text, label }) {
    const button = this.#document.createElement("button");
    button.setAttribute("type", "button");
    button.textContent = text;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => this.#cancel(cancel));
    return button;
  }
};

// app/page/browser/desk-view.ts
var DeskPage = class {
  #document;
  #prices;
  #positions;
  #alerts;
  #backtests;
  constructor(document, cancel) {
    this.#document = document;
    this.#prices = new TableView(document, PRICES);
    this.#positions = new TableView(document, POSITIONS);
    this.#alerts = new TableView(document, ALERTS);
    this.#backtests = new TableView(document, BACKTESTS, cancel);
  }
  /** What changed since \`before\`, by identity; prices and clock belong to \`age\`. */
  show(view, before) {
    if (view.connection !== before?.connection) this.#showConnection(view);
    if (view.portfolio !== before?.portfolio) this.#showPortfolio(view);
    if (view.curve !== before?.curve) this.#showCurve(view);
    if (view.alerts !== before?.alerts) this.#alerts.show(alertRows(view.alerts));
    if (view.backtests !== before?.backtests) this.#backtests.show(backtestRows(view.backtests));
  }
  /** Prices with their age at \`now\`, milliseconds since the epoch of the desk's clock. */
  age({ prices: prices2 }, now) {
    this.#prices.show(priceRows(prices2, now));
    this.#write("clock", clockTime(now));
  }
  #showConnection({ connection }) {
    found(this.#document, "feed").setAttribute("data-state", connection.state);
    this.#write("feed-text", connectionText(connection));
  }
  #showPortfolio({ portfolio }) {
    for (const { id, text, tone } of figures(portfolio)) {
      this.#write(\`figure-\${id}\`, text);
      found(this.#document, \`figure-\${id}\`).className = \`tone-\${tone}\`;
    }
    this.#positions.show(positionRows(portfolio));
  }
  #showCurve({ curve: curve2 }) {
    const { line, area, zero, top, bottom, first, last, isGain, label } = drawCurve(curve2);
    const set = (id, name, value) => found(this.#document, id).setAttribute(name, value);
    set("curve", "aria-label", label);
    set("curve", "class", isGain ? "gain" : "loss");
    set("curve-line", "d", line);
    set("curve-area", "d", area);
    set("curve-zero", "y1", String(zero));
    set("curve-zero", "y2", String(zero));
    for (const [id, text] of Object.entries({ top, bottom, first, last })) this.#write(\`curve-\${id}\`, text);
  }
  #write(id, text) {
    write(found(this.#document, id), text);
  }
};

// app/feed/backoff.ts
var backoffDelay = (attempt, chance, { baseMs, capMs }) => chance * Math.min(capMs, baseMs * 2 ** attempt);

// app/page/browser/link.ts
var BACKOFF = { baseMs: 1e3, capMs: 3e4 };
var SILENCE_MS = 15e3;
var Link = class {
  #browser;
  #listener;
  #socket;
  #retry;
  #silence;
  #attempt = 0;
  constructor(browser, listener) {
    this.#browser = browser;
    this.#listener = listener;
  }
  /** Connects now, unless it is connected or about to be. */
  connect() {
    if (this.#socket !== void 0) return;
    const { location, WebSocket } = this.#browser;
    this.#browser.clearTimeout(this.#retry);
    const socket = new WebSocket(\`\${location.protocol === "https:" ? "wss" : "ws"}://\${location.host}/ws\`);
    this.#socket = socket;
    socket.onopen = () => this.#listener.connected();
    socket.onmessage = ({ data }) => this.#heard(String(data));
    socket.onclose = () => this.#ended(socket);
    this.#watch();
  }
  #heard(data) {
    this.#attempt = 0;
    this.#watch();
    this.#listener.message(data);
  }
  /** A connection can be dead without anybody having said so: no message for so long ends it here. */
  #watch() {
    this.#browser.clearTimeout(this.#silence);
    this.#silence = this.#browser.setTimeout(() => {
      const socket = this.#socket;
      socket?.close();
      if (socket !== void 0) this.#ended(socket);
    }, SILENCE_MS);
  }
  #ended(socket) {
    if (socket !== this.#socket) return;
    this.#socket = void 0;
    this.#browser.clearTimeout(this.#silence);
    const delayMs = backoffDelay(this.#attempt, this.#browser.Math.random(), BACKOFF);
    this.#attempt += 1;
    this.#retry = this.#browser.setTimeout(() => this.connect(), delayMs);
    this.#listener.lost(delayMs);
  }
};

// app/page/browser/news.ts
function news(before, after) {
  return [...endedBacktests(before, after), ...connectionNews(before, after), ...newAlerts(before, after)];
}
function endedBacktests({ backtests }, after) {
  if (backtests === after.backtests) return [];
  const states = new Map(backtests.map(({ id, state }) => [id, state]));
  const isOver = (state) => state !== void 0 && state !== "queued" && state !== "running";
  return after.backtests.filter(({ id, state }) => isOver(state) && !isOver(states.get(id))).map(({ id, state }) => \`Backtest \${id} \${state}.\`);
}
var connectionNews = ({ connection }, after) => connection.state === after.connection.state ? [] : [\`Exchange \${connectionText(after.connection)}.\`];
function newAlerts({ alerts }, after) {
  if (alerts === after.alerts) return [];
  const known = new Map(alerts.map(({ fingerprint, status }) => [fingerprint, status]));
  const changed = after.alerts.filter(({ fingerprint, status }) => known.get(fingerprint) !== status);
  const [first] = changed;
  if (first === void 0) return [];
  const more = changed.length > 1 ? \`, and \${changed.length - 1} more\` : "";
  return [\`Alert \${first.name} \${first.status}\${more}.\`];
}

// app/page/browser/run.ts
var FAILED = "The backtest could not be sent: the application does not answer.";
async function problemOf(answer) {
  const { error, problems } = await answer.json().catch(() => ({}));
  if (Array.isArray(problems) && problems.length > 0) return problems.join("; ");
  return typeof error === "string" ? error : \`refused with \${answer.status}\`;
}
var BacktestRunner = class {
  #browser;
  #announcer;
  constructor(browser, announcer) {
    this.#browser = browser;
    this.#announcer = announcer;
  }
  /** Shows the form, which is of no use without the script, and sends what it holds. */
  start() {
    const form = found(this.#browser.document, "run");
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit(form);
    });
  }
  async cancel(id) {
    const path = \`/backtests/\${encodeURIComponent(id)}\`;
    await this.#send(path, { method: "DELETE" }, \`Backtest \${id} is being cancelled.\`);
  }
  async #submit(form) {
    const fields = new this.#browser.FormData(form);
    const body = JSON.stringify({
      market: fields.get("market"),
      strategy: fields.get("strategy"),
      candles: Number(fields.get("candles"))
    });
    const headers = { "content-type": "application/json" };
    await this.#send("/backtests", { method: "POST", headers, body }, "Backtest queued.");
  }
  async #send(path, request, done) {
    const problem = await this.#browser.fetch(path, request).then(
      (answer) => answer.ok ? "" : problemOf(answer),
      () => FAILED
    );
    write(found(this.#browser.document, "run-problem"), problem);
    if (problem === "") this.#announcer.say(done);
  }
};

// app/page/browser/state.ts
var MOST_SAMPLES = 720;
function applied(before, { whole, ...message }) {
  if (whole) return message;
  if (before === void 0) return void 0;
  return { ...before, ...message, prices: prices(before, message), curve: curve(before, message) };
}
function prices(before, message) {
  if (message.prices === void 0) return before.prices;
  const news2 = new Map(message.prices.map((price) => [price.market, price]));
  return before.prices.map((price) => news2.get(price.market) ?? price);
}
function curve(before, message) {
  if (message.curve === void 0) return before.curve;
  const last = before.curve.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY;
  return [...before.curve, ...message.curve.filter(([time]) => time > last)].slice(-MOST_SAMPLES);
}

// app/page/browser/main.ts
var TICK_MS = 250;
function follow(browser) {
  const { document } = browser;
  const announcer = new Announcer(browser);
  const runner = new BacktestRunner(browser, announcer);
  const page = new DeskPage(document, (id) => void runner.cancel(id));
  let view;
  let ahead = 0;
  let retryAt;
  const tick = () => {
    if (view !== void 0) page.age(view, browser.Date.now() + ahead);
    if (retryAt === void 0) return;
    const seconds = Math.max(0, Math.ceil((retryAt - browser.Date.now()) / 1e3));
    const since = view === void 0 ? "" : \` What you see is of \${clockTime(view.now)} UTC.\`;
    write(found(document, "lost-text"), \`Not connected to QuantFlow; trying again in \${seconds} s.\${since}\`);
  };
  const link = new Link(browser, {
    connected() {
      if (retryAt !== void 0) announcer.say("Connected to QuantFlow again.");
      retryAt = void 0;
      showLink(browser, true);
    },
    lost(delayMs) {
      if (retryAt === void 0) announcer.say("Connection to QuantFlow lost. The page shows old figures.");
      retryAt = browser.Date.now() + delayMs;
      showLink(browser, false);
      tick();
    },
    message(data) {
      const before = view;
      view = applied(before, JSON.parse(data));
      if (view === void 0) return;
      ahead = view.now - browser.Date.now();
      page.show(view, before);
      if (before === void 0) tick();
      else announcer.say(news(before, view).join(" "));
    }
  });
  runner.start();
  found(document, "retry").addEventListener("click", () => link.connect());
  browser.addEventListener("online", () => link.connect());
  browser.setInterval(tick, TICK_MS);
  link.connect();
}
function showLink({ document }, isLive) {
  found(document, "link").setAttribute("data-state", isLive ? "live" : "lost");
  write(found(document, "link-text"), isLive ? "live" : "not connected");
  found(document, "lost").hidden = isLive;
  found(document, "main").className = isLive ? "" : "old";
  if (isLive) return;
  found(document, "feed").setAttribute("data-state", "unknown");
  write(found(document, "feed-text"), "unknown");
}
follow(globalThis);
`;
