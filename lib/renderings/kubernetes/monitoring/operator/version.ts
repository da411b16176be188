import { malformedVersion } from "../errors.ts";

const VERSION = /^v?(\d+)\.(\d+)\.(\d+)$/;

const numbers = (text: string): readonly number[] => {
  const found = VERSION.exec(text);
  if (!found) throw malformedVersion(text);
  return found.slice(1).map(Number);
};

/** Whether a version comes before another: `0.9.0` before `0.85.0`. Fails on what is no version. */
export function isOlder(version: string, than: string): boolean {
  const [one, other] = [numbers(version), numbers(than)];
  const differing = one.findIndex((number, index) => number !== other[index]);
  return differing >= 0 && (one[differing] ?? 0) < (other[differing] ?? 0);
}
