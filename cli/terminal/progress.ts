/** Long work, told as it goes. Everything that can take more than two seconds accepts one of these. */
export interface Progress {
  start(task: string): Task;
}

/** One running piece of work. Exactly one of `done` and `fail` ends it. */
export interface Task {
  /** What it is doing now, in a few words; replaces the note before. */
  note(text: string): void;
  done(result?: string): void;
  fail(why: string): void;
}

/** Progress, and the way past it for other lines: they must not be painted over. */
export interface ToldProgress extends Progress {
  /** Writes a line that stays. */
  tell(line: string): void;
}

/** The clock and the place to write to, passed in so that tests move time by hand. */
export interface ProgressTerminal {
  write(text: string): void;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Calls `action` again and again; the result stops it. */
  every(milliseconds: number, action: () => void): () => void;
  /** Characters in a line; undefined where nothing is known. */
  readonly columns?: number | undefined;
  /** Marks an end: `✓` in green, `✗` in red, as far as the terminal can. */
  mark(kind: "done" | "failed"): string;
}

interface Running {
  readonly task: string;
  readonly since: number;
  note: string;
}

const PLAIN_NOTE_MILLISECONDS = 15_000;
const FRAME_MILLISECONDS = 200;

/** `0.4 s`, `12 s`, `3 min 5 s` */
export function elapsed(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

const suffix = (text: string | undefined): string => (text ? `: ${text}` : "");

/** Not a terminal (a log, CI): a line when a task starts and when it ends, and one every 15 s in between. */
export function plainProgress(terminal: ProgressTerminal): ToldProgress {
  return {
    tell: (line) => terminal.write(`${line}\n`),
    start(task) {
      const running: Running = { task, since: terminal.now(), note: "" };
      const age = () => elapsed(terminal.now() - running.since);
      const stop = terminal.every(PLAIN_NOTE_MILLISECONDS, () =>
        terminal.write(`... ${task}${suffix(running.note)} (${age()})\n`),
      );
      const end = (kind: "done" | "failed", text?: string) => {
        stop();
        terminal.write(`${terminal.mark(kind)} ${task}${suffix(text)} (${age()})\n`);
      };
      terminal.write(`... ${task}\n`);
      return taskOf(running, end);
    },
  };
}

/** A terminal: one live line for each running task, with its seconds; a finished task leaves its line above them. */
export function liveProgress(terminal: ProgressTerminal): ToldProgress {
  const tasks = new Set<Running>();
  let painted = 0;
  let stop: (() => void) | undefined;
  const line = (running: Running): string =>
    `  ${running.task} (${elapsed(terminal.now() - running.since)})${suffix(running.note)}`;
  const paint = (above = "") => {
    const lines = [...tasks].map((running) => clip(line(running), terminal.columns));
    const erase = painted > 0 ? `\u001b[${painted}A\u001b[J` : "";
    terminal.write(erase + above + lines.map((text) => `${text}\n`).join(""));
    painted = lines.length;
  };
  return {
    tell: (line) => paint(`${line}\n`),
    start(task) {
      const running: Running = { task, since: terminal.now(), note: "" };
      tasks.add(running);
      stop ??= terminal.every(FRAME_MILLISECONDS, () => paint());
      paint();
      return taskOf(running, (kind, text) => {
        tasks.delete(running);
        paint(`${terminal.mark(kind)} ${task}${suffix(text)} (${elapsed(terminal.now() - running.since)})\n`);
        if (tasks.size > 0) return;
        stop?.();
        stop = undefined;
      });
    },
  };
}

/** Nothing is told. For callers that print machine-readable output only. */
export const silentProgress: Progress = {
  start: () => ({ note: () => {}, done: () => {}, fail: () => {} }),
};

/** Runs `work` as one task: its result ends the task well, its error ends it badly and is thrown on. */
export async function tracked<T>(progress: Progress, name: string, work: (task: Task) => Promise<T>): Promise<T> {
  const task = progress.start(name);
  let result: T;
  try {
    result = await work(task);
  } catch (error) {
    task.fail("failed");
    throw error;
  }
  task.done();
  return result;
}

function taskOf(running: Running, end: (kind: "done" | "failed", text?: string) => void): Task {
  let ended = false;
  const once = (kind: "done" | "failed", text?: string) => {
    if (ended) return;
    ended = true;
    end(kind, text);
  };
  return {
    note: (text) => {
      running.note = text;
    },
    done: (result) => once("done", result),
    fail: (why) => once("failed", why),
  };
}

const clip = (text: string, columns: number | undefined): string =>
  columns !== undefined && text.length > columns - 1 ? `${text.slice(0, Math.max(0, columns - 2))}…` : text;
