"use strict";
// Tables sort by a click or key on their head; without this script they stay in their given order.
const said = document.getElementById("said");

function key(row, column, numeric) {
  const cell = row.cells[column];
  const raw = cell.dataset.k ?? cell.textContent.trim();
  return raw === "" ? null : numeric ? Number(raw) : raw;
}

function compare(a, b, numeric, sign) {
  if (a === null || b === null) return (a === null) - (b === null);
  return sign * (numeric ? a - b : a < b ? -1 : a > b ? 1 : 0);
}

function sort(table, head, column) {
  const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const numeric = head.dataset.sort === "number";
  const rows = [...table.tBodies[0].rows].map((row) => [key(row, column, numeric), row]);
  rows.sort(([a], [b]) => compare(a, b, numeric, sign));
  table.tBodies[0].append(...rows.map(([, row]) => row));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
  said.textContent = `Sorted by ${head.textContent.trim()}, ${sign > 0 ? "ascending" : "descending"}`;
}

for (const table of document.querySelectorAll("table.sortable")) {
  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    if (head.dataset.sort === undefined) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, head, column));
  }
}
