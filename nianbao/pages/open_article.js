// The page stands at the article that was opened; its neighbours are around it.
(() => {
  for (const wait of [0, 200, 600]) setTimeout(() => {
    document.querySelector('[data-article="__ARTICLE__"]')?.scrollIntoView({ block: "center" });
  }, wait);
})();
