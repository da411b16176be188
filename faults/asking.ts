import { reason } from "../cli/stack/prometheus.ts";
import { silent } from "./errors.ts";

const PATIENCE_MILLISECONDS = 5_000;

/** GET, or POST of an object, or DELETE; answers the JSON that came back. Fails when it is no success. */
export type Ask = <T>(url: string, what?: object | "delete") => Promise<T>;

export const asking =
  (authorization: string): Ask =>
  async (url, what) => {
    const response = await fetch(url, {
      ...requestOf(what),
      headers: { authorization, ...(typeof what === "object" && { "content-type": "application/json" }) },
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    }).catch((error: unknown) => {
      throw silent(url, reason(error), error);
    });
    const text = await response.text();
    if (!response.ok) throw silent(url, `${response.status} ${text.slice(0, 300)}`);
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw silent(url, `no JSON: ${text.slice(0, 300)}`, cause);
    }
  };

const requestOf = (what?: object | "delete"): RequestInit => {
  if (what === undefined) return {};
  return what === "delete" ? { method: "DELETE" } : { method: "POST", body: JSON.stringify(what) };
};
