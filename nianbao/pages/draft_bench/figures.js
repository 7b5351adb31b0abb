// The official tables as an editor: leaves to type in, sums locked and worked out as one types, balances, sources.
export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".figures");
  const { pane, send, waiting, typing, typed } = benchQueue(root, data, setStateValue);
  const words = data.words;
  if (pane.version !== data.version) {
    pane.version = data.version;
    root.querySelector(".forms").innerHTML = data.html;
  }
  const inputs = () => [...root.querySelectorAll("input[data-p], select[data-p]")];
  const name = (input) => input.dataset.p + (input.dataset.k ? `#${input.dataset.k}` : "");
  const kept = (input) => {
    const place = input.dataset.p, mine = waiting(place), field = input.dataset.k;
    if (field) return String((mine ? mine.value : data.items[place])?.[field] ?? "");
    return String(mine ? mine.value : (data.figures[place.slice(7)]?.text ?? ""));
  };
  const figure = (place) => {
    const mine = waiting(`figure.${place}`);
    const text = mine ? mine.value : (data.figures[place]?.text ?? "");
    return /^\d{1,15}$/.test(String(text).trim()) ? Number(text) : null;
  };
  const sum = (place) => {
    const parts = data.sums[place];
    if (!parts) return figure(place);
    const values = parts.map(sum);
    return values.includes(null) ? null : values.reduce((a, b) => a + b, 0);
  };
  const draw = () => {
    for (const input of inputs()) {
      const place = input.dataset.p, known = data.figures[place.slice(7)];
      const half = typing(name(input));
      if (input !== root.getRootNode().activeElement) input.value = half ?? kept(input);
      const why = waiting(place) ? "" : (data.wrong[place] ?? known?.why ?? data.items[place]?.why ?? "");
      input.classList.toggle("refused", Boolean(why));
      const optional = data.optional.includes(place.slice(7));
      input.classList.toggle("open", !input.value && !optional);
      if (optional) input.placeholder = words.optional;
      input.classList.toggle("half", half !== null && half !== kept(input));
      input.setAttribute("aria-invalid", Boolean(why));
      input.title = why || (input.classList.contains("half") ? words.half : "");
    }
    for (const cell of root.querySelectorAll("[data-s]")) {
      const value = sum(cell.dataset.s);
      cell.textContent = value ?? data.sumText[cell.dataset.s];
    }
    for (const balance of root.querySelectorAll("[data-b]")) {
      const { label, left, right } = data.balances[Number(balance.dataset.b)];
      const [a, b] = [left, right].map((side) => side.map(sum));
      const told = [a, b].map((side) => side.map((v) => v ?? "？").join("＋"));
      const known = ![...a, ...b].includes(null);
      const total = (side) => side.reduce((x, y) => x + y, 0);
      const holds = known && total(a) === total(b);
      balance.className = known ? (holds ? "good" : "bad") : "quiet";
      balance.textContent = `${label}　${told[0]} ${known && !holds ? "≠" : "＝"} ${told[1]}`;
    }
    root.querySelector('[data-do="undo"]').disabled = !(data.done.length || pane.queue.length);
    source(pane.at ? inputs().find((i) => name(i) === pane.at) : null);
  };
  const source = (input) => {
    const line = root.querySelector(".source");
    line.replaceChildren();
    if (!input) { line.textContent = words.says; return; }
    const known = data.figures[input.dataset.p.slice(7)] ?? data.items[input.dataset.p] ?? {};
    const b = document.createElement("b");
    b.textContent = input.getAttribute("aria-label");
    line.append(b, `　${words.source}：${waiting(input.dataset.p) ? words.saving : (known.source ?? "")}`);
    const why = data.wrong[input.dataset.p] ?? known.why;
    if (why) { const s = document.createElement("strong"); s.textContent = `　${why}`; line.append(s); }
  };
  const save = (input) => {
    const place = input.dataset.p, field = input.dataset.k, value = input.value.trim();
    typed(name(input), "");
    if (value === kept(input)) return;
    const known = field ? data.items[place] : data.figures[place.slice(7)];
    const before = waiting(place)?.value ?? known ?? {};
    const whole = field ? { ...Object.fromEntries(data.fields.map((f) => [f, before[f] ?? ""])), [field]: value } : value;
    send("say", place, whole, known?.seen ?? 0);
    draw();
  };
  const move = (input, down, right) => {
    const cell = (i) => i.closest("td, label");
    const box = cell(input).getBoundingClientRect();
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    const others = [...input.closest("table, .others").querySelectorAll("input[data-p]")].filter((i) => i !== input);
    const found = others
      .map((i) => { const r = cell(i).getBoundingClientRect(); return { i, r, dx: r.left + r.width / 2 - x, dy: r.top + r.height / 2 - y }; })
      .filter(({ r, dx, dy }) => (down ? dy * down > 6 && r.left < box.right - 2 && r.right > box.left + 2 : dx * right > 6 && Math.abs(dy) < 8))
      .sort((a, b) => (down ? Math.abs(a.dy) - Math.abs(b.dy) : 0) || Math.abs(a.dx) - Math.abs(b.dx))[0];
    if (found) { found.i.focus(); found.i.select(); }
    return Boolean(found);
  };
  root.oninput = (e) => { if (e.target.dataset.p) typed(name(e.target), e.target.value); };
  root.onchange = (e) => { if (e.target.dataset.p) save(e.target); };
  root.removeEventListener("focusout", pane.left); // words that outlived a refresh have no change to tell of
  pane.left = (e) => { if (e.target.dataset?.p && typing(name(e.target)) !== null) save(e.target); };
  root.addEventListener("focusout", pane.left);
  root.removeEventListener("focusin", pane.focused);
  pane.focused = (e) => { if (e.target.dataset?.p) { pane.at = name(e.target); source(e.target); } };
  root.addEventListener("focusin", pane.focused);
  root.onkeydown = (e) => {
    const input = e.target;
    if (e.isComposing || !input.dataset?.p || input.tagName !== "INPUT") return;
    const edge = (end) => input.selectionStart === input.selectionEnd ? input.selectionStart === (end ? input.value.length : 0) : true;
    if (e.key === "Enter") { e.preventDefault(); save(input); if (!move(input, 1, 0)) input.blur(); } // below the last there is nothing to type into
    else if (e.key === "ArrowDown") { e.preventDefault(); save(input); move(input, 1, 0); }
    else if (e.key === "ArrowUp") { e.preventDefault(); save(input); move(input, -1, 0); }
    else if (e.key === "ArrowRight" && edge(true)) { save(input); move(input, 0, 1); }
    else if (e.key === "ArrowLeft" && edge(false)) { save(input); move(input, 0, -1); }
    else if (e.key === "F2") { e.preventDefault(); input.setSelectionRange(input.value.length, input.value.length); }
    else if (e.key === "Escape") { typed(name(input), ""); input.value = kept(input); }
  };
  root.onpaste = (e) => {
    const input = e.target, text = e.clipboardData?.getData("text/plain") ?? "";
    if (!input.dataset?.p?.startsWith("figure.") || !input.closest(".nb-form") || !/[\t\n]./.test(text.trimEnd() + " ")) return;
    if (!/\t|\n/.test(text.trimEnd())) return;
    e.preventDefault();
    send("paste", input.dataset.p.slice(7), text);
  };
  // As in a spreadsheet: the click that comes into a cell takes its whole value, the next one sets the caret.
  root.onpointerdown = (e) => { pane.came = e.target.dataset?.p && e.target !== root.getRootNode().activeElement ? e.target : null; };
  root.onclick = (e) => {
    if (pane.came === e.target && e.target.tagName === "INPUT") e.target.select();
    pane.came = null;
    const button = e.target.closest("button");
    if (!button) return;
    if (button.dataset.do === "undo") send("undo", "");
    if (button.dataset.do === "add") {
      const id = `u${Math.random().toString(36).slice(2, 10)}`;
      const row = root.querySelector(".new-fact");
      const value = Object.fromEntries([...row.querySelectorAll("[data-n]")].map((i) => [i.dataset.n, i.value.trim()]));
      if (!value.label) { row.querySelector('[data-n="label"]').focus(); return; }
      send("say", `item.facts.${id}`, value);
      for (const i of row.querySelectorAll("input")) i.value = "";
    }
    if (button.dataset.remove) send("say", button.dataset.remove, null, data.items[button.dataset.remove]?.seen ?? 0);
  };
  draw();
}
