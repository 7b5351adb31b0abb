// “/” anywhere but in a field: the question beside the open document, its panel opened if it was put away.
(() => {
  if (window.nianbaoSide) return;
  window.nianbaoSide = true;
  const typing = (node) => node instanceof Element && (node.isContentEditable || node.matches("input, textarea, select"));
  const field = () => document.querySelector('.st-key-side-ask textarea, .st-key-side-ask [contenteditable="true"]');
  const seen = (node) => node && node.getBoundingClientRect().width > 0 && node.getBoundingClientRect().left >= 0;
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.composedPath()[0]) || !document.querySelector(".st-key-side-ask")) return;
    event.preventDefault();
    const open = document.querySelector('[data-testid="stExpandSidebarButton"]');
    if (!seen(field()) && open) open.click();
    let tries = 20;
    const wait = setInterval(() => {
      if (seen(field())) field().focus();
      if (seen(field()) || --tries === 0) clearInterval(wait);
    }, 50);
  });
})();
