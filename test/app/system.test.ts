import { expect, it, onTestFinished, vi } from "vitest";
import { systemClock } from "../../app/system.ts";

const DAY_MS = 86_400_000;

it("the system's clock waits for weeks when it is asked for more than a timer can hold", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const ran = vi.fn();
  systemClock.after(999_999_999_000, ran);
  vi.advanceTimersByTime(DAY_MS);
  expect(ran).not.toHaveBeenCalled();
  vi.advanceTimersByTime(24 * DAY_MS);
  expect(ran).toHaveBeenCalledTimes(1);
});
