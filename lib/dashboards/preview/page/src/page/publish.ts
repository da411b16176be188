import type { Preview } from "../data/readiness.ts";

declare global {
  interface Window {
    __preview?: Preview;
  }
}

/**
 * Shows programs how far the page is: `window.__preview`, `<html data-preview>`, and an event when all has settled.
 * A canvas is painted after the components are done, so completeness waits for the next turn of the event loop.
 */
export function publish(preview: Preview): void {
  const isNews = preview.complete && window.__preview?.complete !== true;
  window.__preview = { ...preview, complete: false };
  document.documentElement.dataset["preview"] = "loading";
  if (!preview.complete) return;
  setTimeout(() => {
    if (window.__preview?.panels !== preview.panels) return;
    window.__preview = preview;
    document.documentElement.dataset["preview"] = "complete";
    if (isNews) window.dispatchEvent(new Event("preview:complete"));
  });
}
