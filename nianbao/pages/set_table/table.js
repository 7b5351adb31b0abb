// The table of a set. A line opens its review on this page; the link in it does the same in a tab of its own. A heading
// sorts, here and at once.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".set");
  const kept = (root.nianbao ??= { table: null, column: null, down: false });
  const value = (row) => {
    const text = row.children[kept.column].textContent.trim();
    return /^[\d.]+$/.test(text) ? Number(text) : text;
  };
  const compare = (a, b) => {
    const [x, y] = [value(a), value(b)];
    if (typeof x === "number" || typeof y === "number") return (Number(x) || 0) - (Number(y) || 0);
    return x.localeCompare(y, "zh-CN");
  };
  const sort = () => {
    const body = root.querySelector("tbody");
    if (!body || kept.column === null) return;
    const rows = [...body.children].sort(compare);
    if (kept.down) rows.reverse();
    body.append(...rows);
    [...root.querySelectorAll("thead th")].forEach((head, n) => {
      if (n === kept.column) head.setAttribute("aria-sort", kept.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };
  if (kept.table !== data.table) {
    kept.table = data.table;
    root.innerHTML = data.table;
    root.querySelectorAll("thead th").forEach((head) => (head.tabIndex = 0));
    const heads = [...root.querySelectorAll("thead th")].map((head) => head.textContent);
    for (const row of root.querySelectorAll("tbody tr")) [...row.children].forEach((cell, n) => { if (n > 2 && !cell.classList.contains("why")) cell.dataset.h = heads[n]; });
    sort();
  }
  const by = (head) => {
    const column = [...head.parentElement.children].indexOf(head);
    const number = head.classList.contains("num");
    kept.down = kept.column === column ? !kept.down : number;
    kept.column = column;
    sort();
  };
  root.onclick = (event) => {
    const head = event.target.closest("thead th");
    if (head) return by(head);
    const link = event.target.closest("tbody tr")?.querySelector("a[data-n]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || getSelection()?.toString()) return;
    event.preventDefault();
    setTriggerValue("open", Number(link.dataset.n));
  };
  root.onkeydown = (event) => {
    const head = event.target.closest?.("thead th");
    if (!head || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    by(head);
  };
}
