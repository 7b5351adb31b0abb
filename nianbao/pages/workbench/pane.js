// The report beside its findings. A click or a key is answered here at once; decisions travel to Python as a queue that
// is emptied by its acknowledgement, because several values set in one run of the script arrive as the last alone.
const KEYS = { a: "accepted", d: "dismissed", n: "noted", u: "undo" };

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".pane");
  const all = (selector, base = root) => [...base.querySelectorAll(selector)];
  const pane = (root.nianbao ??= { queue: [], seq: 0, chosen: null, version: null });
  pane.seq = Math.max(pane.seq, data.ack);
  pane.queue = pane.queue.filter((q) => q.seq > data.ack);
  const words = data.words;
  // Words still being typed outlive a refresh, at their own finding.
  const half = (n, what) => `nianbao-${data.version}-${what}-${n}`;
  const typing = (n, what) => { try { return sessionStorage.getItem(half(n, what)); } catch { return null; } };
  const typed = (n, what, text) => {
    try { if (text) sessionStorage.setItem(half(n, what), text); else sessionStorage.removeItem(half(n, what)); } catch { /* no storage */ }
  };
  const fresh = pane.version === null;

  if (pane.version !== data.version) {
    pane.version = data.version;
    root.querySelector(".sheet").innerHTML = data.sheet;
    root.querySelector(".list").innerHTML = data.cards;
    for (const card of all(".card")) {
      card.insertAdjacentHTML("beforeend",
        '<div class="said" aria-live="polite"></div><div class="wrong" role="alert"></div><div class="acts"></div><div class="write" hidden></div>');
      const acts = card.querySelector(".acts");
      for (const [key, what] of [["A", "accepted"], ["D", "dismissed"], ["N", "noted"], ["", "withdrawn"]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.what = what;
        button.append(words[what]);
        if (key) { const k = document.createElement("kbd"); k.textContent = key; button.append(k); }
        acts.append(button);
      }
    }
  }

  const cards = () => all(".card").filter((card) => !card.hidden);
  const card = (n) => root.querySelector(`.card[data-n="${n}"]`);
  const waiting = (n) => pane.queue.filter((q) => q.finding === n).at(-1);
  const said = (n) => {
    const mine = waiting(n);
    if (!mine) return data.said[n] ?? null;
    return mine.what === "withdrawn" ? null : { what: mine.what, text: mine.text, signed: words.saving };
  };
  const narrow = () => matchMedia("(max-width: 760px)").matches;

  // Only the pane scrolls: the verdict above it stays in sight. On a telephone there is one page and it scrolls.
  const bring = (element, inside, centre = false) => {
    if (!element) return;
    if (narrow()) return element.scrollIntoView({ block: "nearest" });
    const box = root.querySelector(inside);
    const frame = box.getBoundingClientRect();
    const at = element.getBoundingClientRect();
    const room = frame.height - at.height;
    if (centre || at.top < frame.top) box.scrollTop += at.top - frame.top - (centre ? Math.max(room / 2, 0) : 8);
    else if (at.bottom > frame.bottom) box.scrollTop += Math.min(at.bottom - frame.bottom + 8, at.top - frame.top - 8);
  };

  const draw = () => {
    let open = 0;
    for (const each of all(".card")) {
      const n = Number(each.dataset.n);
      each.hidden = !data.shown.includes(n);
      const now = said(n);
      each.classList.toggle("done", now !== null);
      each.querySelector(".said").textContent = now ? `${words[now.what]}${now.text ? `：${now.text}` : ""}　${now.signed}` : (data.before[n] ?? "");
      each.querySelector(".wrong").textContent = waiting(n) ? "" : (data.wrong[n] ?? "");
      each.querySelector('[data-what="withdrawn"]').hidden = now === null;
      each.querySelector('[data-what="accepted"]').classList.toggle("main", now === null);
      if (now === null && !each.hidden) open += 1;
    }
    root.querySelector(".left").textContent = words.left.replace("{n}", () => open);
    root.querySelector(".none").hidden = cards().length > 0;
    root.querySelector(".none").textContent = all(".card").length ? words.none_shown : words.none;
    root.querySelector('[data-do="undo"]').disabled = !(data.undo || pane.queue.length);
    if (pane.chosen !== null) inAddress();
  };

  const choose = (n, { move = true, focus = false } = {}) => {
    pane.chosen = n;
    for (const each of all(".card")) {
      const on = Number(each.dataset.n) === n;
      each.classList.toggle("on", on);
      each.setAttribute("aria-current", on);
    }
    const marks = all("[data-f]").filter((m) => m.dataset.f.split(" ").includes(String(n)));
    for (const mark of all(".on[data-f]")) mark.classList.remove("on");
    for (const mark of marks) mark.classList.add("on");
    if (move) {
      const exact = marks.find((m) => m.classList.contains("mark-cross") || m.classList.contains("mark-cell")) ?? marks[0];
      if (!narrow()) bring(exact, ".sheet", true);
      bring(card(n), ".cards");
    }
    if (focus) card(n)?.focus({ preventScroll: true });
    inAddress();
  };
  const inAddress = () => { // Streamlit drops what stands behind # whenever it writes the address
    const there = `#f${pane.chosen + 1}`;
    if (location.hash !== there) history.replaceState(history.state, "", `${location.pathname}${location.search}${there}`);
  };
  const step = (by) => {
    const shown = cards().map((c) => Number(c.dataset.n));
    if (!shown.length) return;
    const at = shown.indexOf(pane.chosen);
    choose(shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)], { focus: true });
  };
  const next = (from) => {
    const shown = cards().map((c) => Number(c.dataset.n));
    const at = shown.indexOf(from);
    const open = [...shown.slice(at + 1), ...shown.slice(0, at)].find((n) => said(n) === null);
    if (open !== undefined) choose(open, { focus: true });
  };
  const send = (finding, what, text = "") => {
    pane.queue.push({ seq: ++pane.seq, finding, what, text, seen: data.said[finding]?.note ?? data.last[finding] ?? null });
    setStateValue("queue", pane.queue.slice());
    draw();
    if (what !== "undo" && what !== "withdrawn") next(finding);
  };
  const write = (n, what, { focus = true } = {}) => {
    const box = card(n).querySelector(".write");
    box.replaceChildren();
    const label = document.createElement("label");
    const area = document.createElement("textarea");
    const buttons = document.createElement("div");
    label.append(words[`${what}_label`], area);
    area.maxLength = data.longest;
    area.value = typing(n, what) ?? (data.said[n]?.what === what ? data.said[n].text : "");
    area.oninput = () => typed(n, what, area.value);
    buttons.className = "acts";
    const close = () => { typed(n, what, ""); box.hidden = true; card(n).focus({ preventScroll: true }); };
    const save = () => {
      if (!area.value.trim()) { card(n).querySelector(".wrong").textContent = words.needs; area.focus(); return; }
      typed(n, what, "");
      box.hidden = true;
      send(n, what, area.value.trim());
    };
    for (const [said, act, css] of [[words.save, save, "main"], [words.cancel, close, ""]]) {
      const button = document.createElement("button");
      button.type = "button"; button.textContent = said; button.className = css;
      button.onclick = (e) => { e.stopPropagation(); act(); };
      buttons.append(button);
    }
    area.onkeydown = (e) => {
      e.stopPropagation();
      if (e.isComposing) return;
      if (e.key === "Escape") close();
      if (e.key === "Enter" && !e.shiftKey) { e.preventDefault(); save(); }
    };
    box.append(label, buttons);
    box.hidden = false;
    if (!focus) return;
    bring(box, ".cards");
    area.focus({ preventScroll: true });
  };
  const act = (n, what) => {
    if (what === "undo") return send(-1, "undo");
    if (n === null || !card(n) || card(n).hidden) return;
    if (what === "dismissed" || what === "noted") write(n, what);
    else send(n, what);
  };

  root.onclick = (event) => {
    const button = event.target.closest("button");
    const mark = event.target.closest("[data-f]");
    const within = event.target.closest(".card");
    if (button?.dataset.do === "undo") act(null, "undo");
    else if (button?.dataset.do) step(button.dataset.do === "next" ? 1 : -1);
    else if (button?.dataset.what) act(Number(within.dataset.n), button.dataset.what);
    else if (mark) {
      const numbers = mark.dataset.f.split(" ").map(Number).filter((n) => data.shown.includes(n));
      if (numbers.length) choose(numbers[(numbers.indexOf(pane.chosen) + 1) % numbers.length], { move: false }), bring(card(pane.chosen), ".cards");
    } else if (within && Number(within.dataset.n) !== pane.chosen) choose(Number(within.dataset.n));
  };
  const keys = (event) => {
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!root.contains(target) && target !== document.body) return;
    if (/^(TEXTAREA|INPUT|SELECT)$/.test(target.tagName ?? "")) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
    else if (KEYS[key]) act(pane.chosen, KEYS[key]);
    else if (key === "enter" && target.classList?.contains("card")) choose(Number(target.dataset.n));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  pane.stop?.(); // every run of the script comes here again; one listener only
  window.addEventListener("keydown", keys, true);
  pane.stop = () => window.removeEventListener("keydown", keys, true);

  draw();
  if (pane.chosen === null || card(pane.chosen)?.hidden) {
    const asked = pane.chosen === null && /^#f(\d+)$/.exec(location.hash);
    const there = asked && card(Number(asked[1]) - 1) && !card(Number(asked[1]) - 1).hidden;
    const first = there ? Number(asked[1]) - 1 : Number(cards()[0]?.dataset.n ?? NaN);
    if (!Number.isNaN(first)) choose(first, { move: Boolean(asked) || !narrow() });
  }
  if (fresh) for (const each of all(".card")) for (const what of ["dismissed", "noted"]) if (typing(Number(each.dataset.n), what)) write(Number(each.dataset.n), what, { focus: false });
  return () => pane.stop();
}
