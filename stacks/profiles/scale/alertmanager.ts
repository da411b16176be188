import { address, authority } from "../../../lib/services/address.ts";
import type { Service } from "../../../lib/services/service.ts";
import { type Volume, volume } from "../../../lib/services/volume.ts";
import { alertmanagerData, alertmanagerNamed, silenceBackup } from "../../services/alertmanager.ts";

const GOSSIP = 9094;

type Member = Service<"web" | "cluster">;

/** One that listens to gossip of what has been told already, so that the others need not tell it again. */
const member = (name: string, data: Volume): Member => {
  const bare = alertmanagerNamed(name, data);
  return {
    ...bare,
    ports: { ...bare.ports, cluster: GOSSIP },
    command: [...(bare.command ?? []), `--cluster.listen-address=0.0.0.0:${GOSSIP}`],
  };
};

const gossipingWith = (peer: Member, one: Member): Member => {
  const gossip = address(peer, "cluster", "");
  return {
    ...one,
    command: [...(one.command ?? []), `--cluster.peer=${authority(gossip)}`],
    connects: [{ to: gossip }],
  };
};

const first = member("alertmanager", alertmanagerData);
const second = member(
  "alertmanager-b",
  volume(
    "alertmanager-b-data",
    "silences and what has been notified, as the second Alertmanager knows them",
    silenceBackup,
  ),
);

export const pair: readonly [Member, Member] = [gossipingWith(second, first), gossipingWith(first, second)];
