import { LoadingState } from "@grafana/data";
import { PanelChrome } from "@grafana/ui";
import type { ReactElement, ReactNode } from "react";
import { html } from "./markdown.ts";

/** Grafana's frame around a panel: title, description, state, menu. */
export function Frame(props: {
  title: string;
  /** Markdown. */
  description: string;
  width: number;
  height: number;
  loading: boolean;
  transparent: boolean;
  problems: readonly string[];
  badges: ReactNode;
  menu: ReactElement;
  children: (width: number, height: number) => ReactNode;
}) {
  const { title, description, problems, badges, loading, transparent, ...chrome } = props;
  return (
    <PanelChrome
      title={title}
      {...(description !== "" && { description: () => html(description) })}
      titleItems={badges}
      loadingState={loading ? LoadingState.Loading : LoadingState.Done}
      displayMode={transparent ? "transparent" : "default"}
      {...(problems.length > 0 && { statusItems: problems.map((text) => ({ severity: "error" as const, text })) })}
      hoverHeader={false}
      {...chrome}
    />
  );
}
