import type { Marks } from "./value.ts";

/** Whether any part is marked. */
export function isMarked(marks: Marks): boolean {
  const open: unknown[] = [marks];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one === true) return true;
    if (typeof one === "object" && one !== null) for (const part of Object.values(one)) open.push(part ?? false);
  }
  return false;
}
