// Streamlit's own widgets speak English. Their words are replaced by those of the catalogue (texts) as
// they appear; what comes from results (.stHtml) is never touched.
(() => {
  if (window.nianbaoWords) return;
  window.nianbaoWords = true;
  document.documentElement.lang = "zh-CN";
  const { exact, patterns } = __WORDS__;
  const rules = patterns.map(([pattern, words]) => [new RegExp(pattern), words]);
  const chinese = (text) => {
    const key = text.trim();
    if (!key || !/[A-Za-z]/.test(key)) return text;
    if (Object.hasOwn(exact, key)) return exact[key];
    for (const [pattern, words] of rules) if (pattern.test(key)) return key.replace(pattern, words);
    return text;
  };
  const attributes = ["aria-label", "title", "placeholder", "alt"];
  const element = (node) => {
    for (const name of attributes) {
      const was = node.getAttribute(name);
      if (was !== null && chinese(was) !== was) node.setAttribute(name, chinese(was));
    }
  };
  const text = (node) => {
    const words = chinese(node.nodeValue);
    if (words !== node.nodeValue) node.nodeValue = words;
  };
  const visit = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return root.parentElement?.closest(".stHtml") ? undefined : text(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(".stHtml")) return;
    element(root);
    for (const child of root.childNodes) visit(child);
  };
  visit(document.body);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(visit);
      else visit(change.target);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: attributes });
})();
