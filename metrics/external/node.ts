/** node_exporter: the host, not a container. */
import { counter, gauge } from "../../lib/metrics/definitions.ts";

const filesystem = {
  device: { upTo: 20 },
  device_error: { upTo: 3 },
  fstype: { upTo: 5 },
  mountpoint: { upTo: 20 },
} as const;

/** Exposed as untyped; the kernel only ever counts it up. */
export const oomKills = counter({
  name: "node_vmstat_oom_kill",
  help: "/proc/vmstat information field oom_kill.",
  unit: "items",
});

export const diskAvailable = gauge({
  name: "node_filesystem_avail_bytes",
  help: "Filesystem space available to non-root users in bytes.",
  unit: "bytes",
  labels: filesystem,
});

export const diskSize = gauge({
  name: "node_filesystem_size_bytes",
  help: "Filesystem size in bytes.",
  unit: "bytes",
  labels: filesystem,
});

export const hostClockOffset = gauge({
  name: "node_timex_offset_seconds",
  help: "Time offset in between local system and reference clock.",
  unit: "seconds",
});

export const hostClockSynchronised = gauge({
  name: "node_timex_sync_status",
  help: "Is clock synchronized to a reliable server (1 = yes, 0 = no).",
  unit: "boolean",
});

/** Grows by half a millisecond a second while nobody corrects the clock; the kernel stops counting at 16 s. */
export const hostClockError = gauge({
  name: "node_timex_maxerror_seconds",
  help: "Maximum error in seconds.",
  unit: "seconds",
});

/** Modes of a processor share out its time: idle is what is left. */
export const hostCpu = counter({
  name: "node_cpu_seconds_total",
  help: "Seconds the CPUs spent in each mode.",
  unit: "seconds",
  labels: {
    cpu: { upTo: 64, usually: 2 },
    mode: ["user", "system", "nice", "iowait", "irq", "softirq", "steal", "idle"],
  },
});

/** What programs can still get without swapping, caches that would make room included. */
export const hostMemoryAvailable = gauge({
  name: "node_memory_MemAvailable_bytes",
  help: "Memory information field MemAvailable_bytes.",
  unit: "bytes",
});

export const hostMemory = gauge({
  name: "node_memory_MemTotal_bytes",
  help: "Memory information field MemTotal_bytes.",
  unit: "bytes",
});

export const hostCpuPressure = counter({
  name: "node_pressure_cpu_waiting_seconds_total",
  help: "Total time in seconds that processes have waited for CPU time",
  unit: "seconds",
});

export const hostMemoryPressure = counter({
  name: "node_pressure_memory_waiting_seconds_total",
  help: "Total time in seconds that processes have waited for memory",
  unit: "seconds",
});

export const hostDiskPressure = counter({
  name: "node_pressure_io_waiting_seconds_total",
  help: "Total time in seconds that processes have waited due to IO congestion",
  unit: "seconds",
});

const device = { upTo: 20, usually: 1 } as const;

export const diskReadBytes = counter({
  name: "node_disk_read_bytes_total",
  help: "The total number of bytes read successfully.",
  unit: "bytes",
  labels: { device },
});

export const diskWrittenBytes = counter({
  name: "node_disk_written_bytes_total",
  help: "The total number of bytes written successfully.",
  unit: "bytes",
  labels: { device },
});
