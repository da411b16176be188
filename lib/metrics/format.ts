import { type MediaType, preferred } from "./negotiation.ts";

/** A form in which metrics are exposed. */
export interface Format extends MediaType {
  readonly name: "text" | "openmetrics";
}

export const TEXT: Format = { name: "text", type: "text", subtype: "plain", version: "0.0.4" };
export const OPEN_METRICS: Format = {
  name: "openmetrics",
  type: "application",
  subtype: "openmetrics-text",
  version: "1.0.0",
};

export const contentType = ({ type, subtype, version }: Format): string =>
  `${type}/${subtype}; version=${version}; charset=utf-8`;

/** By an Accept header. A scraper that accepts neither gets the text format, as from every other exporter. */
export const formatFor = (accept: string | undefined): Format => preferred(accept, [TEXT, OPEN_METRICS]) ?? TEXT;
