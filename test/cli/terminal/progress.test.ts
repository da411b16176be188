import { describe, expect, it } from "vitest";
import {
  elapsed,
  liveProgress,
  type ProgressTerminal,
  plainProgress,
  tracked,
} from "../../../cli/terminal/progress.ts";

/** A terminal whose time is moved by hand; every timer whose turn comes is called. */
function handTerminal(columns?: number) {
  let time = 0;
  let output = "";
  const timers = new Set<{ next: number; each: number; action: () => void }>();
  const terminal: ProgressTerminal = {
    write: (text) => {
      output += text;
    },
    now: () => time,
    every(each, action) {
      const timer = { next: time + each, each, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    columns,
    mark: (kind) => (kind === "done" ? "ok" : "failed"),
  };
  const advance = (milliseconds: number) => {
    const end = time + milliseconds;
    for (;;) {
      const [due] = [...timers].filter(({ next }) => next <= end).sort((a, b) => a.next - b.next);
      if (!due) break;
      time = due.next;
      due.next += due.each;
      due.action();
    }
    time = end;
  };
  return { terminal, advance, output: () => output, running: () => timers.size };
}

/** What a screen shows after these bytes: `ESC [ n A` moves up, `ESC [ J` erases below. */
function screen(bytes: string): string[] {
  let lines: string[] = [];
  // The pattern is built, because a control character in a literal is easily lost.
  for (const part of bytes.split(new RegExp(`(${String.fromCharCode(27)}\\[\\d+A${String.fromCharCode(27)}\\[J)`))) {
    const up = /\[(\d+)A/.exec(part);
    if (up) lines = lines.slice(0, lines.length - Number(up[1]));
    else lines.push(...part.split("\n").slice(0, -1));
  }
  return lines;
}

describe("progress in a log", () => {
  it("prints a line at the start, one every 15 s with the last note, and one at the end", () => {
    const { terminal, advance, output, running } = handTerminal();
    const task = plainProgress(terminal).start("build prometheus");
    advance(14_000);
    task.note("linking");
    advance(17_000);
    task.done("43 MB");
    expect(output()).toBe(
      [
        "... build prometheus\n",
        "... build prometheus: linking (15 s)\n",
        "... build prometheus: linking (30 s)\n",
        "ok build prometheus: 43 MB (31 s)\n",
      ].join(""),
    );
    expect(running()).toBe(0);
  });

  it("ends a task once", () => {
    const { terminal, output } = handTerminal();
    const task = plainProgress(terminal).start("apply");
    task.fail("stopped");
    task.done();
    expect(output()).toBe("... apply\nfailed apply: stopped (0.0 s)\n");
  });
});

describe("progress on a terminal", () => {
  it("keeps one live line for each running task under the finished ones", () => {
    const { terminal, advance, output, running } = handTerminal();
    const progress = liveProgress(terminal);
    const build = progress.start("build");
    const pull = progress.start("pull");
    advance(3_000);
    build.note("half");
    advance(200);
    expect(screen(output())).toEqual(["  build (3.2 s): half", "  pull (3.2 s)"]);
    build.done();
    expect(screen(output())).toEqual(["ok build (3.2 s)", "  pull (3.2 s)"]);
    pull.fail("no network");
    expect(screen(output())).toEqual(["ok build (3.2 s)", "failed pull: no network (3.2 s)"]);
    expect(running()).toBe(0);
  });

  it("lets another line stay above the live ones", () => {
    const { terminal, output } = handTerminal();
    const progress = liveProgress(terminal);
    progress.start("apply");
    progress.tell("Stopping in order ...");
    expect(screen(output())).toEqual(["Stopping in order ...", "  apply (0.0 s)"]);
  });

  it("cuts a live line that would wrap, because a wrapped one could not be erased", () => {
    const { terminal, output } = handTerminal(20);
    liveProgress(terminal).start("a task with a long name");
    expect(screen(output())[0]).toBe("  a task with a lo…");
  });
});

describe("tracked work", () => {
  it("ends its task well, or badly with the same error", async () => {
    const { terminal, output } = handTerminal();
    const progress = plainProgress(terminal);
    expect(await tracked(progress, "one", async () => 1)).toBe(1);
    const broken = new Error("broken");
    await expect(tracked(progress, "two", () => Promise.reject(broken))).rejects.toBe(broken);
    expect(output()).toBe("... one\nok one (0.0 s)\n... two\nfailed two: failed (0.0 s)\n");
  });
});

it.each([
  [0, "0.0 s"],
  [9_940, "9.9 s"],
  [10_000, "10 s"],
  [59_999, "59 s"],
  [185_000, "3 min 5 s"],
])("tells %d ms as %s", (milliseconds, text) => expect(elapsed(milliseconds)).toBe(text));
