/** Times as the page writes them, in UTC: a desk's markets know no other. */

const two = (value: number): string => String(value).padStart(2, "0");

/** `12:03:04`. */
export function clockTime(epochMs: number): string {
  const date = new Date(epochMs);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

/** `23 Nov 12:03`. */
export function dayTime(epochMs: number): string {
  const month = new Date(epochMs).toLocaleString("en-GB", { month: "short", timeZone: "UTC" });
  return `${new Date(epochMs).getUTCDate()} ${month} ${clockTime(epochMs).slice(0, 5)}`;
}

/** `0.4 s`, `12 s`, `3 min 5 s`, `2 h 4 min`. A time that is still to come has no age. */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.floor(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
