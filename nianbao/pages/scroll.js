// The page stands at the last question, so that an answer is read from its beginning (the verdict). Looked up a few
// times while the page settles, unless the reader has moved by then.
(() => {
  const timers = [0, 150, 400, 900].map((wait) => setTimeout(() => {
    const asked = document.querySelectorAll(".nb-asked");
    asked[asked.length - 1]?.scrollIntoView({ block: "start" });
  }, wait));
  const stop = () => timers.forEach(clearTimeout);
  for (const moved of ["wheel", "pointerdown", "keydown", "touchstart"]) addEventListener(moved, stop, { once: true });
})("__TURN__");
