import { Component, type ReactNode } from "react";
import { messageOf } from "../data/errors.ts";
import { Message } from "./message.tsx";

interface Props {
  readonly onProblem: (problem: string) => void;
  readonly children: ReactNode;
}

/** A panel that cannot be drawn says so in its own place; the others go on. */
export class Catch extends Component<Props, { readonly problem?: string }> {
  override state: { readonly problem?: string } = {};

  static getDerivedStateFromError(problem: unknown) {
    return { problem: messageOf(problem) };
  }

  override componentDidCatch(problem: unknown): void {
    this.props.onProblem(messageOf(problem));
  }

  override render() {
    const { problem } = this.state;
    return problem === undefined ? this.props.children : <Message title="This panel cannot be drawn" text={problem} />;
  }
}
