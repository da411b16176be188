import { RenderUserContentAsHTML } from "@grafana/ui";
import { textPanelHtml } from "../markdown.ts";
import type { Drawing } from "./drawing.ts";

interface Options {
  readonly mode?: "markdown" | "html" | "code";
  readonly content?: string;
}

/** Words: Markdown and HTML without scripts, code as it stands. */
export function TextPanel({ panel, replace }: Drawing) {
  const { mode = "markdown", content = "" } = (panel.options ?? {}) as Options;
  const text = replace(content, {}, "text");
  if (mode === "code") return <pre className="text-panel">{text}</pre>;
  return <RenderUserContentAsHTML className="markdown-html text-panel" content={textPanelHtml(text)} />;
}
