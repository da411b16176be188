/** What client libraries report of their own process: the application, the Go exporters, Prometheus. */
import { counter, gauge } from "../../lib/metrics/definitions.ts";

export const processCpu = counter({
  name: "process_cpu_seconds_total",
  help: "Total user and system CPU time spent in seconds.",
  unit: "seconds",
});

export const residentMemory = gauge({
  name: "process_resident_memory_bytes",
  help: "Resident memory size in bytes.",
  unit: "bytes",
});

export const processStart = gauge({
  name: "process_start_time_seconds",
  help: "Start time of the process since unix epoch in seconds.",
  unit: "timestamp",
});
