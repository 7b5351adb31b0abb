// The text of a draft as cards: click a number to see where it comes from, edit around the numbers, take or drop a proposal.
export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".bench");
  const { pane, send, waiting, typing, typed, stored, store } = benchQueue(root, data, setStateValue);
  const words = data.words;
  const make = (name, css, text) => { const e = document.createElement(name); if (css) e.className = css; if (text !== undefined) e.textContent = text; return e; };
  const list = root.querySelector(".list"), ledger = root.querySelector(".ledger");
  const all = () => [...root.querySelectorAll(".card")];
  const card = (key) => all().find((c) => c.dataset.key === key);
  const of = (key) => data.cards.find((c) => c.key === key);

  const button = (text, what, key) => {
    const b = make("button", "", text);
    b.type = "button"; b.dataset.do = what;
    if (key) b.append(make("kbd", "", key));
    return b;
  };
  // Words still being typed, by the sentence they were typed at and where they go; new lines by what they are added to.
  const half = (edit, at) => `${at}|${edit.place}${edit.field}`;
  const decided = (c) => waiting(`proposal.${c.key}`)?.value;

  const drawCard = (c) => {
    const box = make("article", `card ${c.owner}`);
    box.dataset.key = c.key;
    box.tabIndex = 0;
    const top = make("div", "who");
    top.append(make("span", `owner ${c.owner}`, words.owners[c.owner]));
    if (c.changed || (c.owner === "own" && c.original)) top.append(make("span", "note", `${words.original}：${c.original}`));
    const text = make("p", "text");
    for (const [piece, entry] of c.pieces) {
      if (entry && data.ledger[entry]?.kind !== "text") {
        const slot = make("button", "slot", piece);
        slot.type = "button"; slot.dataset.entry = entry; slot.title = data.ledger[entry]?.label ?? "";
        text.append(slot);
      } else text.append(piece);
    }
    const acts = make("div", "acts");
    if (c.owner === "proposed") { acts.append(button(words.take, "take", "T"), button(words.drop, "drop", "X")); }
    else if (c.edits.length) acts.append(button(c.owner === "blank" && c.fills ? words.fill.replace("{what}", c.fills) : words.edit, "edit", "E"));
    if (c.turns) acts.append(button(words.turn, "turn", "W"));
    if (c.changed) acts.append(button(words.back, "back"));
    box.append(top, text);
    if (c.claims.length) box.append(make("div", "claims", `${words.claims}：${c.claims.join("；")}`));
    if (c.hint) box.append(make("div", "claims", c.hint));
    box.append(make("div", "wrong"), acts, make("div", "write"));
    box.querySelector(".wrong").setAttribute("role", "alert");
    return box;
  };

  const render = () => {
    const shown = data.cards.filter((c) => data.filter === "all" || (data.filter === "blank" ? c.open : c.owner === data.filter));
    const open = root.querySelector(".editing")?.closest(".card")?.dataset.key;
    if (pane.drawn !== data.version || pane.filter !== data.filter) {
      pane.drawn = data.version; pane.filter = data.filter;
      const top = list.scrollTop, held = open && card(open)?.querySelector(".write");
      list.replaceChildren();
      let group = null;
      for (const c of data.cards) {
        const title = c.title;
        if (title !== group) {
          group = title;
          const head = make("h4", "", title);
          head.setAttribute("aria-level", "2");
          if (c.add) { const b = button(words.add, "add"); b.dataset.add = c.add; b.setAttribute("aria-label", `${title}：${words.add}`); head.append(b); }
          if (shown.some((s) => s.title === title)) list.append(head, make("div", "write new"));
        }
        if (shown.includes(c)) list.append(drawCard(c));
      }
      if (held && card(open)) card(open).querySelector(".write").replaceWith(held);
      list.scrollTop = top;
      for (const b of list.querySelectorAll("[data-add]")) if (typing(half(adding(b), adds(b))) !== null) add(b);
      for (const c of shown) for (const edit of c.edits) if (typing(half(edit, c.key)) !== null && !card(c.key).querySelector(".editing")) edits(c);
    }
    for (const box of all()) {
      const c = of(box.dataset.key);
      const said = c.edits.map((e) => e.place).concat(`words.${c.key}`, `proposal.${c.key}`, `turn.${c.key}`);
      box.querySelector(".wrong").textContent = said.some(waiting) ? "" : (said.map((p) => data.wrong[p]).find(Boolean) ?? "");
      box.classList.toggle("waits", said.some((p) => waiting(p)));
      box.classList.toggle("gone", decided(c) === "dropped");
    }
    const left = data.cards.filter((c) => (c.owner === "proposed" && !decided(c)) || c.open).length;
    root.querySelector(".left").textContent = left ? words.left.replace("{all}", data.places).replace("{n}", left) : words.noneLeft;
    root.querySelector('[data-do="undo"]').disabled = !(data.done.length || pane.queue.length);
    mark();
  };

  const mark = () => { for (const box of all()) { const on = box.dataset.key === pane.chosen; box.classList.toggle("on", on); box.setAttribute("aria-current", on); } };
  const choose = (key, { focus = false } = {}) => {
    pane.chosen = key; store("at", key); mark();
    card(key)?.scrollIntoView({ block: "nearest" });
    if (focus) card(key)?.focus({ preventScroll: true });
    const c = of(key), first = c?.pieces.find(([, e]) => e)?.[1] ?? c?.rests[0];
    if (first && !c.pieces.some(([, e]) => e === pane.entry)) line(first); else if (!first) line(null);
  };
  const step = (by) => {
    const keys = all().map((b) => b.dataset.key);
    if (!keys.length) return;
    const at = keys.indexOf(pane.chosen);
    choose(keys[at < 0 ? 0 : Math.min(Math.max(at + by, 0), keys.length - 1)], { focus: true });
  };
  const line = (entry) => {
    pane.entry = entry;
    for (const slot of root.querySelectorAll(".slot")) slot.classList.toggle("on", slot.dataset.entry === entry);
    const head = make("h4", "", words.ledger);
    head.setAttribute("aria-level", "2");
    ledger.replaceChildren(head);
    const known = entry && data.ledger[entry];
    if (!known) { ledger.append(make("p", "quiet", words.none)); return; }
    ledger.append(make("p", "label", known.label));
    const dl = make("dl");
    for (const [name, value] of [[words.parts[0], known.shown], [words.parts[1], known.period], [words.parts[2], known.source], [words.parts[3], known.formula]]) {
      if (value) dl.append(make("dt", "", name), make("dd", "", value));
    }
    ledger.append(dl);
  };

  // --- editing ---------------------------------------------------------------------------------------------------
  const chips = (edit, begun) => {
    const area = make("div", "area");
    area.contentEditable = "true";
    area.setAttribute("role", "textbox"); area.setAttribute("aria-multiline", "true");
    const fill = (template) => {
      area.replaceChildren();
      for (const part of template.split(/(\{\{[^}]+\}\})/)) {
        const slot = /^\{\{(.+)\}\}$/.exec(part);
        if (slot) { const chip = make("span", "chip", edit.slots[slot[1]] ?? slot[1]); chip.contentEditable = "false"; chip.dataset.slot = slot[1]; chip.title = words.slot; area.append(chip); }
        else if (part) area.append(part);
      }
    };
    const read = (node) => [...node.childNodes].map((n) => n.nodeType === 3 ? n.data : n.dataset?.slot ? `{{${n.dataset.slot}}}` : read(n)).join("");
    fill(begun ?? edit.text);
    area.addEventListener("paste", (e) => { e.preventDefault(); document.execCommand("insertText", false, e.clipboardData.getData("text/plain").replace(/\s+/g, "")); });
    return { area, value: () => read(area).replace(/\u00a0/g, " ") };
  };
  const plain = (edit, begun) => {
    const area = make("textarea");
    area.value = begun ?? edit.text;
    area.maxLength = 2000;
    return { area, value: () => area.value };
  };
  const editor = (box, edit, at, label, done) => {
    const name = half(edit, at);
    const { area, value } = (edit.slots ? chips : plain)(edit, typing(name));
    area.setAttribute("aria-label", label);
    area.addEventListener("input", () => typed(name, value()));
    const close = () => { typed(name, ""); box.replaceChildren(); box.classList.remove("editing"); done(); };
    const save = () => {
      const said = value().trim(), place = edit.place.replace("*", () => `u${Math.random().toString(36).slice(2, 10)}`);
      if (!said && place !== edit.place) { close(); return; }
      if (said !== edit.text) send("say", place, edit.field ? (said || edit.keeps ? { ...edit.value, [edit.field]: said } : null) : said, edit.seen);
      close(); render();
    };
    area.addEventListener("keydown", (e) => {
      e.stopPropagation();
      if (e.isComposing) return;
      if (e.key === "Escape") { e.preventDefault(); close(); }
      if (e.key === "Enter" && !e.shiftKey) { e.preventDefault(); save(); }
    });
    const acts = make("div", "acts");
    const keep = button(words.save, "save"), leave = button(words.cancel, "cancel");
    keep.className = "main";
    keep.onclick = (e) => { e.stopPropagation(); save(); };
    leave.onclick = (e) => { e.stopPropagation(); close(); };
    acts.append(keep, leave);
    const whole = make("div", "one");
    if (label) whole.append(make("label", "", label));
    whole.append(area, acts);
    box.append(whole);
    box.classList.add("editing");
    return area;
  };
  function edits(c) {
    const box = card(c.key).querySelector(".write");
    box.replaceChildren();
    const areas = c.edits.map((edit) => editor(box, edit, c.key, edit.label, () => card(c.key)?.focus({ preventScroll: true })));
    return areas[0];
  }
  const adding = (b) => data.adds[b.dataset.add];
  const adds = (b) => `+${b.dataset.add}`;
  function add(b) {
    const box = b.closest("h4").nextElementSibling;
    box.replaceChildren();
    return editor(box, adding(b), adds(b), words.title, () => b.focus());
  }
  const act = (what, key) => {
    const c = of(key);
    if (what === "undo") return send("undo", ""), render();
    if (!c) return;
    if (what === "edit" && c.edits.length && c.owner !== "proposed") { const area = edits(c); area?.focus(); card(key).scrollIntoView({ block: "nearest" }); }
    if (what === "take" && c.owner === "proposed") { send("say", `proposal.${key}`, "taken", c.proposalSeen); step(1); render(); }
    if (what === "drop" && c.owner === "proposed") { send("say", `proposal.${key}`, "dropped", c.proposalSeen); step(1); render(); }
    if (what === "turn" && c.turns) { send("turn", key); render(); }
    if (what === "back" && c.changed) { send("say", `words.${key}`, null, c.seen); render(); }
  };
  root.onclick = (event) => {
    const clicked = event.target.closest("button"), within = event.target.closest(".card");
    if (clicked?.dataset.entry) { choose(within.dataset.key); line(clicked.dataset.entry); }
    else if (clicked?.dataset.do === "turn-all") send("turn", "");
    else if (clicked?.dataset.do === "add") add(clicked).focus();
    else if (clicked?.dataset.do === "next") step(1);
    else if (clicked?.dataset.do === "previous") step(-1);
    else if (clicked?.dataset.do) act(clicked.dataset.do, within?.dataset.key);
    else if (within && within.dataset.key !== pane.chosen) choose(within.dataset.key);
  };
  const KEYS = { e: "edit", t: "take", x: "drop", w: "turn", u: "undo" };
  const keys = (event) => {
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const types = /^(TEXTAREA|SELECT)$/.test(target.tagName ?? "") || (target.tagName === "INPUT" && !/^(radio|checkbox)$/.test(target.type));
    if (types || target.isContentEditable) return; // elsewhere a letter means nothing: the focus stays on the tab just clicked
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
    else if (KEYS[key]) act(KEYS[key], pane.chosen);
    else return;
    event.preventDefault(); event.stopPropagation();
  };
  pane.stop?.();
  window.addEventListener("keydown", keys, true);
  pane.stop = () => window.removeEventListener("keydown", keys, true);
  // After a refresh the reader stands where they stood: the sentence, and how far the list was scrolled.
  list.onscroll = () => { if (pane.drawn) store("top", Math.round(list.scrollTop)); };
  const stood = pane.drawn ? null : { at: stored("at"), top: stored("top") };
  render();
  if (stood && card(stood.at)) { choose(stood.at); if (stood.top) list.scrollTop = stood.top; }
  if (!card(pane.chosen)) pane.chosen = null, choose(all()[0]?.dataset.key ?? null);
  else if (pane.entry) line(pane.entry);
  return () => pane.stop();
}
