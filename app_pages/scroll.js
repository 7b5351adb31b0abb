// After an answer the page stands at its beginning (the verdict), not at its end. Streamlit keeps a chat at its end
// while it is still laying out, so the beginning is looked up again for a while, or until the reader moves.
(() => {
  const timer = setInterval(() => {
    const messages = document.querySelectorAll('[data-testid="stChatMessage"]');
    messages[messages.length - 2]?.scrollIntoView({ block: "start" });
  }, 100);
  const stop = () => clearInterval(timer);
  setTimeout(stop, 2500);
  for (const moved of ["wheel", "pointerdown", "keydown", "touchstart"]) addEventListener(moved, stop, { once: true });
})(__TURN__);
