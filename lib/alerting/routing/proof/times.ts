import type { Duration } from "../../../metrics/units.ts";
import { type AlertingError, alwaysMuted, forgottenRepeat, impatientGroup, unevenRepeat } from "../../errors.ts";
import { type Branch, branched, everyBranch } from "../branch.ts";
import { timeoutOf } from "../receiver.ts";
import { neverSpeaks } from "../speaking.ts";
import type { Routing } from "./routing.ts";

/** Routes whose times do not work out. */
export const wrongTimes = ({ route, retention }: Pick<Routing, "route" | "retention">): readonly AlertingError[] =>
  everyBranch(branched(route)).flatMap((branch) => [
    ...impatient(branch),
    ...uneven(branch),
    ...(branch.timing.repeat.value > retention.value
      ? [forgottenRepeat(branch.name, branch.timing.repeat.text, retention.text)]
      : []),
    ...(neverSpeaks(branch) ? [alwaysMuted(branch.name)] : []),
  ]);

function impatient({ name, to, timing: { interval } }: Branch): readonly AlertingError[] {
  const timeout = timeoutOf(to);
  if (!timeout || timeout.value <= interval.value) return [];
  return [impatientGroup(name, interval.text, to.name, timeout.text)];
}

function uneven({ name, timing: { repeat, interval } }: Branch): readonly AlertingError[] {
  const even = milliseconds(repeat) % milliseconds(interval) === 0;
  return even ? [] : [unevenRepeat(name, repeat.text, interval.text)];
}

const milliseconds = ({ value }: Duration): number => Math.round(value * 1000);
