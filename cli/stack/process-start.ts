import { readFileSync } from "node:fs";

/**
 * When a process was born, in clock ticks since boot (field 22 of /proc/PID/stat, proc(5)); undefined when there is no
 * such process. Where there is no /proc, that it lives is all that can be told.
 */
export function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return process.platform === "linux" ? undefined : alive(pid);
  }
}

function alive(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
    return "alive";
  } catch {
    return undefined;
  }
}
