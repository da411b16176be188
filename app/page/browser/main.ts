/** The page's script: follows the desk over `/ws` and keeps the page as the desk is. */
import type { DeskMessage, DeskView } from "../../desk/view.ts";
import { clockTime } from "../time.ts";
import { Announcer } from "./announcer.ts";
import { DeskPage } from "./desk-view.ts";
import { type Browser, found, write } from "./dom.ts";
import { Link } from "./link.ts";
import { news } from "./news.ts";
import { BacktestRunner } from "./run.ts";
import { applied } from "./state.ts";

/** Prices are written this often, however often they come: faster than that nobody reads. */
const TICK_MS = 250;

function follow(browser: Browser): void {
  const { document } = browser;
  const announcer = new Announcer(browser);
  const runner = new BacktestRunner(browser, announcer);
  const page = new DeskPage(document, (id) => void runner.cancel(id));
  let view: DeskView | undefined;
  /** The desk's clock less the browser's, milliseconds. */
  let ahead = 0;
  let retryAt: number | undefined;

  const tick = () => {
    if (view !== undefined) page.age(view, browser.Date.now() + ahead);
    if (retryAt === undefined) return;
    const seconds = Math.max(0, Math.ceil((retryAt - browser.Date.now()) / 1000));
    const since = view === undefined ? "" : ` What you see is of ${clockTime(view.now)} UTC.`;
    write(found(document, "lost-text"), `Not connected to QuantFlow; trying again in ${seconds} s.${since}`);
  };
  const link = new Link(browser, {
    connected() {
      if (retryAt !== undefined) announcer.say("Connected to QuantFlow again.");
      retryAt = undefined;
      showLink(browser, true);
    },
    lost(delayMs) {
      if (retryAt === undefined) announcer.say("Connection to QuantFlow lost. The page shows old figures.");
      retryAt = browser.Date.now() + delayMs;
      showLink(browser, false);
      tick();
    },
    message(data) {
      const before = view;
      view = applied(before, JSON.parse(data) as DeskMessage);
      if (view === undefined) return;
      ahead = view.now - browser.Date.now();
      page.show(view, before);
      if (before === undefined) tick();
      else announcer.say(news(before, view).join(" "));
    },
  });
  runner.start();
  found(document, "retry").addEventListener("click", () => link.connect());
  browser.addEventListener("online", () => link.connect());
  browser.setInterval(tick, TICK_MS);
  link.connect();
}

function showLink({ document }: Browser, isLive: boolean): void {
  found(document, "link").setAttribute("data-state", isLive ? "live" : "lost");
  write(found(document, "link-text"), isLive ? "live" : "not connected");
  found(document, "lost").hidden = isLive;
  found(document, "main").className = isLive ? "" : "old";
  if (isLive) return;
  // What the exchange does is not known from here now; the first message of the next connection tells it.
  found(document, "feed").setAttribute("data-state", "unknown");
  write(found(document, "feed-text"), "unknown");
}

follow(globalThis as unknown as Browser);
