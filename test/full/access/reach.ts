/** Also runs inside a probe container, which is given this text: nothing but Node's own modules may be imported here. */
import { connect } from "node:net";

export interface Door {
  readonly host: string;
  readonly port: number;
}

/** A refusal comes at once; what a firewall drops never answers. */
const PATIENCE_MILLISECONDS = 2_000;

/** Which of these doors a TCP connection opens, in their order. */
export const reached = (doors: readonly Door[]): Promise<boolean[]> => Promise.all(doors.map(opens));

const opens = ({ host, port }: Door): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE_MILLISECONDS });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
