import { cyclicLibrary } from "../../errors.ts";
import { type Json, objectAt, textAt, valueAt } from "../../reading/json.ts";

/** Fails where a library panel that comes with an export is shown by way of itself: no page could draw it. */
export function checkLibrary(json: Json): void {
  const elements = objectAt(json, "__elements");
  for (const uid of Object.keys(elements)) {
    const way = [uid];
    for (let next = shownBy(elements, uid); next !== undefined; next = shownBy(elements, next)) {
      if (way.includes(next)) throw cyclicLibrary([...way, next]);
      way.push(next);
    }
  }
}

/** The library panel that a library panel is a use of. */
const shownBy = (elements: Json, uid: string): string | undefined =>
  textAt(valueAt(elements, uid), "model", "libraryPanel", "uid");
