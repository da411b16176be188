/**
 * Nanoseconds for which the process has been on a processor: what it costs, however busy the machine is with others.
 * Node 20 tells no thread's own time, so the collector's and the compiler's threads are in it.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}
