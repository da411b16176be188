/**
 * Networks by trust. `edge`: what a person opens. `app`: the application and what it talks to. `data`: stores and their
 * readers. `monitor`: what scrapes and is scraped.
 */
export const NETWORKS = ["edge", "app", "data", "monitor"] as const;
export type Network = (typeof NETWORKS)[number];
