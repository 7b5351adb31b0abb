// What is said in a component travels to Python as a queue that its acknowledgement empties: several values set in one run
// of the script arrive as the last alone. What is not yet acknowledged, and words still being typed, outlive a refresh.
const benchQueue = (root, data, setStateValue) => {
  const stored = (name, of = data.store) => { try { return JSON.parse(sessionStorage.getItem(`nianbao-${of}-${name}`)); } catch { return null; } };
  const store = (name, value, of = data.store) => {
    try {
      if (value === null || value === "" || value?.length === 0) sessionStorage.removeItem(`nianbao-${of}-${name}`);
      else sessionStorage.setItem(`nianbao-${of}-${name}`, JSON.stringify(value));
    } catch { /* no storage: what was sent is kept by Python all the same */ }
  };
  const fresh = !root.nianbao;
  const pane = (root.nianbao ??= { queue: [], seq: 0 });
  if (fresh) {
    // Some of it may be kept already: of each place the last goes again, and says that the earlier ones were this tab's too.
    const last = new Map();
    for (const q of (stored("queue") ?? []).filter((q) => q.what === "say")) {
      const before = last.get(q.place);
      last.set(q.place, { ...q, mine: before ? [...before.mine, before.value] : (q.mine ?? []) });
    }
    pane.seq = data.ack;
    const mine = data.done.length ? null : stored("done", data.draft); // what this tab can take back goes first
    pane.queue = [...(mine ? [{ what: "mine", place: "", value: mine }] : []), ...last.values()].map((q) => ({ ...q, seq: ++pane.seq }));
    if (pane.queue.length) setTimeout(() => setStateValue("queue", pane.queue.slice()), 0);
  }
  pane.seq = Math.max(pane.seq, data.ack);
  pane.queue = pane.queue.filter((q) => q.seq > data.ack);
  store("queue", pane.queue);
  if (!pane.queue.some((q) => q.what === "mine")) store("done", data.done, data.draft);
  const send = (what, place, value = null, seen = 0) => {
    pane.queue.push({ seq: ++pane.seq, what, place, value, seen });
    store("queue", pane.queue);
    setStateValue("queue", pane.queue.slice());
  };
  const waiting = (place) => pane.queue.filter((q) => q.what === "say" && q.place === place).at(-1);
  const typing = (place) => stored(`typing-${place}`);
  const typed = (place, words) => store(`typing-${place}`, words);
  return { pane, send, waiting, typing, typed, stored, store };
};
