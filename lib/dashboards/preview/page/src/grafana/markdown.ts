import { renderMarkdown, renderTextPanelMarkdown } from "@grafana/data";

/** Markdown as HTML without scripts, as Grafana shows descriptions and text panels. */
export const html = (markdown: string): string => renderMarkdown(markdown);
export const textPanelHtml = (markdown: string): string => renderTextPanelMarkdown(markdown);
