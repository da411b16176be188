import { dashboard } from "../../lib/dashboards/index.ts";
import { annotations } from "../annotations.ts";
import { pages, TAGS } from "../pages.ts";
import { collection, crashes, disk, lag, loop, memory, memoryShare, processor, uptime } from "./application.ts";
import { certificates } from "./certificates.ts";
import { clockError, clockOffset, synchronised } from "./clock.ts";
import { diskFree, diskTraffic, freeShare } from "./disk.ts";
import { cpu, hostMemory, kills, pressure } from "./host.ts";
import { answers, probeTime } from "./node-red.ts";
import { chosen } from "./variables.ts";
import { unwritten } from "./writing.ts";

export const ground = dashboard({
  ...pages.ground,
  description: "Does the ground hold: the machine, the application's process on it, and Node-RED beside it?",
  tags: TAGS,
  variables: [chosen.job, chosen.instance],
  annotations,
  tabs: [
    {
      key: "host",
      title: "Host",
      rows: [
        { key: "host-now", panels: [freeShare, kills, clockOffset, synchronised] },
        { key: "host-load", title: "Is there enough of everything?", panels: [cpu, hostMemory, pressure] },
        { key: "host-disk", title: "Disk and clock", panels: [diskFree, diskTraffic, clockError] },
        { key: "host-state", title: "Can what watches go on?", panels: [unwritten, certificates] },
      ],
    },
    {
      key: "application",
      title: "Application",
      rows: [
        { key: "application-now", panels: [memoryShare, crashes, disk, uptime] },
        { key: "application-load", title: "What does it use?", panels: [processor, memory] },
        { key: "application-time", title: "Does it get to its work?", panels: [loop, lag, collection] },
      ],
    },
    { key: "node-red", title: "Node-RED", rows: [{ key: "node-red-now", panels: [answers, probeTime] }] },
  ],
});
