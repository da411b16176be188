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
