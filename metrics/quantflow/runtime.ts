import { counter, gauge, histogram } from "../../lib/metrics/definitions.ts";
import { milliseconds, seconds } from "../../lib/metrics/units.ts";

export const buildInfo = gauge({
  name: "quantflow_build_info",
  help: "1, labelled with what is running.",
  unit: "items",
  // A process is one build.
  labels: { version: { upTo: 1 }, commit: { upTo: 1 }, node: { upTo: 1 } },
});

export const eventLoopLag = histogram({
  name: "quantflow_event_loop_lag_seconds",
  help: "How late a timer ran that was due every 20 ms: time in which neither a price nor a scrape was served.",
  unit: "seconds",
  buckets: [
    milliseconds(1),
    milliseconds(2),
    milliseconds(5),
    milliseconds(10),
    milliseconds(20),
    milliseconds(50),
    milliseconds(100),
    milliseconds(200),
    milliseconds(500),
    seconds(1),
    seconds(5),
  ],
});

export const eventLoopActive = counter({
  name: "quantflow_event_loop_active_seconds_total",
  help: "Time the event loop was busy rather than waiting; its rate is the share of one core that the main thread uses.",
  unit: "seconds",
});

export const garbageCollection = histogram({
  name: "quantflow_garbage_collection_seconds",
  help: "Pauses for garbage collection by kind, every one of them.",
  unit: "seconds",
  labels: { kind: ["minor", "major", "incremental", "weakcb"] },
  buckets: [
    milliseconds(0.5),
    milliseconds(1),
    milliseconds(2),
    milliseconds(5),
    milliseconds(10),
    milliseconds(20),
    milliseconds(50),
    milliseconds(100),
    milliseconds(500),
    seconds(2),
  ],
});

export const processErrors = counter({
  name: "quantflow_process_errors_total",
  help: "Errors that nothing caught; the process ends after one, so its last scrape may not tell of it and its log does.",
  unit: "items",
  labels: { kind: ["uncaught", "rejection"] },
});

export const dataDirectoryWritable = gauge({
  name: "quantflow_data_directory_writable",
  help: "1 when the data directory took what the last check wrote there, else 0; absent without such a directory.",
  unit: "boolean",
});

export const metricsRender = histogram({
  name: "quantflow_metrics_render_seconds",
  help: "Time that the event loop was held to read and write the metrics of one scrape.",
  unit: "seconds",
  buckets: [
    milliseconds(0.5),
    milliseconds(1),
    milliseconds(2),
    milliseconds(5),
    milliseconds(10),
    milliseconds(50),
    milliseconds(200),
  ],
});

export const droppedLabelSets = counter({
  name: "quantflow_metrics_dropped_label_sets_total",
  help: "Recordings counted under the overflow label because a metric had reached its cap of label sets.",
  unit: "items",
});

export const droppedValues = counter({
  name: "quantflow_metrics_dropped_values_total",
  help: "Recordings refused because the value was not a finite number or lowered a counter, and exemplars that are too long.",
  unit: "items",
});

export const cgroupMemoryLimit = gauge({
  name: "quantflow_cgroup_memory_limit_bytes",
  help: "Memory limit of the process's own control group; absent when there is none.",
  unit: "bytes",
});

export const cgroupMemoryUsage = gauge({
  name: "quantflow_cgroup_memory_usage_bytes",
  help: "Memory in use by the process's own control group, page cache that can be reclaimed left out.",
  unit: "bytes",
});

export const cgroupCpuThrottled = counter({
  name: "quantflow_cgroup_cpu_throttled_seconds_total",
  help: "Time the control group was kept off the processor by its own CPU limit.",
  unit: "seconds",
});
