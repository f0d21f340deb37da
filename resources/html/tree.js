// SPDX-License-Identifier: GPL-3.0-or-later
// A tree of rows that opens and closes, and is walked with the arrow keys as trees are.

/**
 * @param nodes {id, level, hasChildren, cells, selected}..., in pre-order
 * @param closed ids of those that are closed; changed in place
 */
function treeRows(container, nodes, closed, onselect) {
  let hiddenBelow = Infinity;
  const rows = [];
  for (const node of nodes) {
    if (node.level > hiddenBelow) continue;
    hiddenBelow = node.hasChildren && closed.has(node.id) ? node.level : Infinity;
    const row = el("div", {
      class: "treerow", role: "treeitem", tabindex: node.selected ? 0 : -1, "aria-level": node.level + 1,
      "aria-selected": String(Boolean(node.selected)),
      "aria-expanded": node.hasChildren ? String(!closed.has(node.id)) : null,
    }, el("span", { class: node.hasChildren ? "twist" : "twist leaf", "aria-hidden": "true" }), node.cells);
    row.style.setProperty("--level", node.level);
    row.node = node;
    row.addEventListener("click", (event) => {
      if (event.target.classList.contains("twist") && node.hasChildren) toggle(node);
      else onselect(node);
    });
    rows.push(row);
  }
  if (rows.length > 0 && !rows.some((row) => row.tabIndex === 0)) rows[0].tabIndex = 0;

  function toggle(node) {
    if (closed.has(node.id)) closed.delete(node.id);
    else closed.add(node.id);
    treeRows(container, nodes, closed, onselect);
    [...container.children].find((row) => row.node.id === node.id)?.focus();
  }
  show(container, ...rows);
  container.onkeydown = (event) => {
    const all = [...container.children];
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const node = all[at].node;
    const open = node.hasChildren && !closed.has(node.id);
    let to = null;
    if (event.key === "ArrowDown") to = all[at + 1];
    else if (event.key === "ArrowUp") to = all[at - 1];
    else if (event.key === "Home") to = all[0];
    else if (event.key === "End") to = all.at(-1);
    else if (event.key === "ArrowRight" && node.hasChildren && !open) toggle(node);
    else if (event.key === "ArrowRight" && open) to = all[at + 1];
    else if (event.key === "ArrowLeft" && open) toggle(node);
    else if (event.key === "ArrowLeft") to = all.slice(0, at).filter((row) => row.node.level < node.level).at(-1);
    else if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter" || event.key === " ") onselect(node);
    if (to) onselect(to.node, true);
  };
}
