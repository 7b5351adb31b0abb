// On a narrow screen the open sidebar lies over the page: it is put away whenever another page comes.
(() => {
  if (window.nianbaoNarrow) return;
  window.nianbaoNarrow = true;
  let there = location.pathname;
  setInterval(() => {
    if (location.pathname === there) return;
    there = location.pathname;
    if (innerWidth > 768) return;
    document.querySelector('[data-testid="stSidebar"][data-collapsed="false"] [data-testid="stSidebarCollapseButton"] button')?.click();
  }, 250);
})();
