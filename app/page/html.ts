import type { Cell, Row, Table } from "./cells.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML shows it, in an element or between quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);

function contentOf(cell: Cell): string {
  if ("progress" in cell)
    return `<progress max="1" value="${cell.progress}" aria-label="Progress">${escaped(cell.text)}</progress> <span>${escaped(cell.text)}</span>`;
  if ("href" in cell)
    return `<a href="${escaped(cell.href)}" aria-label="${escaped(cell.label)}">${escaped(cell.text)}</a>`;
  // A button does nothing without the script, which makes its own.
  if ("cancel" in cell) return "";
  return `${escaped(cell.text)}${cell.detail ? ` <small class="detail">${escaped(cell.detail)}</small>` : ""}`;
}

const classOf = (cell: Cell, numeric: boolean): string =>
  [numeric ? "numeric" : "", "tone" in cell && cell.tone !== undefined ? `tone-${cell.tone}` : ""].join(" ").trim();

const attribute = (name: string, value: string): string => (value === "" ? "" : ` ${name}="${escaped(value)}"`);

function rowHtml({ key, cells }: Row, { columns }: Table): string {
  const inner = cells.map((cell, index) => {
    const attributes = attribute("class", classOf(cell, columns[index]?.numeric === true));
    if (index === 0) return `<th scope="row"${attributes}>${contentOf(cell)}</th>`;
    return `<td${attributes}>${contentOf(cell)}</td>`;
  });
  return `<tr data-key="${escaped(key)}">${inner.join("")}</tr>`;
}

/** A section with its heading and its table; wide ones scroll in their own frame, which the keyboard can reach. */
export function tableSection(table: Table, rows: readonly Row[], before = ""): string {
  const { id, title, caption, columns, empty } = table;
  const heads = columns.map(
    (column) => `<th scope="col"${attribute("class", column.numeric ? "numeric" : "")}>${escaped(column.title)}</th>`,
  );
  return `<section class="panel" aria-labelledby="${id}-title" id="${id}">
<h2 id="${id}-title">${escaped(title)}</h2>
${before}<div class="scroll" tabindex="0" role="group" aria-labelledby="${id}-title">
<table>
<caption class="unseen">${escaped(caption)}</caption>
<thead><tr>${heads.join("")}</tr></thead>
<tbody id="${id}-rows">${rows.map((row) => rowHtml(row, table)).join("\n")}</tbody>
</table>
</div>
<p class="empty" id="${id}-empty"${rows.length > 0 ? " hidden" : ""}>${escaped(empty)}</p>
</section>`;
}
