const SECONDS = /^\d{1,9}$/;
/** `Thu, 01 Jan 2026 12:00:30 GMT`, or the obsolete `Thursday, 01-Jan-26 12:00:30 GMT`: Date.parse alone takes too much. */
const DATE = /^[A-Z][a-z]{2,8}, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Milliseconds that a Retry-After header asks to wait, given as seconds or as a date; 0 for a date that has passed,
 * undefined when there is none or it cannot be read. `now` in milliseconds since the epoch.
 * Source: RFC 9110, section 10.2.3.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (SECONDS.test(text)) return Number(text) * 1000;
  const at = DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
