/** What Prometheus itself records of every scrape, whatever the target exposes. */
import { gauge } from "../../lib/metrics/definitions.ts";

export const up = gauge({
  name: "up",
  help: "Health of the scrape target. 1 means the target is healthy, 0 if the scrape failed.",
  unit: "boolean",
});

/** With a label limit, the sample that broke it is the last one counted here, and not counted below. */
export const scrapeSamplesScraped = gauge({
  name: "scrape_samples_scraped",
  help: "Number of samples last scraped.",
  unit: "items",
});

/** Counted to the end even when the limit was passed on the way, so it can be compared with the limit. */
export const scrapeSamples = gauge({
  name: "scrape_samples_post_metric_relabeling",
  help: "Number of samples remaining after metric relabeling was applied.",
  unit: "items",
});

/** Needs `extra_scrape_metrics`. */
export const scrapeSampleLimit = gauge({
  name: "scrape_sample_limit",
  help: "The configured sample limit for a target. Returns zero if there is no limit configured.",
  unit: "items",
});

/** Needs `extra_scrape_metrics`. -1 when the body was longer than `body_size_limit`. */
export const scrapeBodySize = gauge({
  name: "scrape_body_size_bytes",
  help: "The uncompressed size of the last scrape response, if successful. Scrapes failing because body_size_limit is exceeded report -1, other scrape failures report 0.",
  unit: "bytes",
});

export const scrapeDuration = gauge({
  name: "scrape_duration_seconds",
  help: "Duration of the scrape in seconds.",
  unit: "seconds",
});
