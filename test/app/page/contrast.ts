import type { Page } from "playwright-core";

/** Text of the page, the colour that it has and the one that it stands on. */
export interface Painted {
  readonly text: string;
  readonly colour: string;
  readonly ground: string;
}

/** Every visible text with its own colour and the nearest ground that is not clear. Runs in the browser. */
const COLLECT = `[...document.querySelectorAll("body *")]
  .filter((element) => element.checkVisibility() && !element.closest(".unseen, .skip, script, noscript"))
  .flatMap((element) => {
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data.trim()).join("");
    const text = own || (element.matches("input, select") ? element.value : "");
    if (text === "") return [];
    let ground = element;
    while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
    return [{ text, colour: getComputedStyle(element).color, ground: getComputedStyle(ground).backgroundColor }];
  })`;

export const paintedTexts = (page: Page): Promise<readonly Painted[]> => page.evaluate(COLLECT);

const channels = (colour: string): readonly number[] => {
  const numbers = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1).map(Number);
  if (numbers === undefined) throw new Error(`${colour} is not an opaque colour`);
  return numbers;
};

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 to 21. Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
