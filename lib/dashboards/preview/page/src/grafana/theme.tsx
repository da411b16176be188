import { createTheme, ThemeContext } from "@grafana/data";
import { GlobalStyles } from "@grafana/ui";
import { type CSSProperties, type ReactNode, useMemo } from "react";

export type Mode = "light" | "dark";

/** Grafana's theme for everything inside, and its colours as CSS variables for the page's own styles. */
export function Theme({ mode, children }: { mode: Mode; children: ReactNode }) {
  const theme = useMemo(() => createTheme({ colors: { mode } }), [mode]);
  const { background, border, text, primary, error, warning, success } = theme.colors;
  const variables = {
    "--canvas": background.canvas,
    "--primary": background.primary,
    "--secondary": background.secondary,
    "--border": border.weak,
    "--text": text.primary,
    "--text-secondary": text.secondary,
    "--link": text.link,
    "--accent": primary.main,
    "--error": error.text,
    "--error-border": error.border,
    "--warning": warning.text,
    "--success": success.text,
  } as CSSProperties;
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <div className="preview" style={variables}>
        {children}
      </div>
    </ThemeContext.Provider>
  );
}
