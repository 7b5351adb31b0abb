// What is said in a component travels to Python as a queue that its acknowledgement empties: several values set in one run
// of the script arrive as the last alone. What is not yet acknowledged, and words still being typed, outlive a refresh.
const benchQueue = (root, data, setStateValue) => {
  const at = `nianbao-${data.store}`;
  const stored = (name) => { try { return JSON.parse(sessionStorage.getItem(`${at}-${name}`)); } catch { return null; } };
  const store = (name, value) => {
    try {
      if (value === null || value === "" || value?.length === 0) sessionStorage.removeItem(`${at}-${name}`);
      else sessionStorage.setItem(`${at}-${name}`, JSON.stringify(value));
    } catch { /* no storage: what was sent is kept by Python all the same */ }
  };
  const fresh = !root.nianbao;
  const pane = (root.nianbao ??= { queue: [], seq: 0 });
  if (fresh) {
    const left = (stored("queue") ?? []).filter((q) => q.what === "say");
    pane.seq = data.ack;
    pane.queue = left.map((q) => ({ ...q, seq: ++pane.seq }));
    if (pane.queue.length) setTimeout(() => setStateValue("queue", pane.queue.slice()), 0);
  }
  pane.seq = Math.max(pane.seq, data.ack);
  pane.queue = pane.queue.filter((q) => q.seq > data.ack);
  store("queue", pane.queue);
  const send = (what, place, value = null, seen = 0) => {
    pane.queue.push({ seq: ++pane.seq, what, place, value, seen });
    store("queue", pane.queue);
    setStateValue("queue", pane.queue.slice());
  };
  const waiting = (place) => pane.queue.filter((q) => q.what === "say" && q.place === place).at(-1);
  const typing = (place) => stored(`typing-${place}`);
  const typed = (place, words) => store(`typing-${place}`, words);
  return { pane, send, waiting, typing, typed };
};
