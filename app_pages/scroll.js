// After an answer the page stands at its beginning (the verdict), not at its end. Streamlit keeps a chat at its end
// while it is still laying out, so the beginning is looked up again until it stays, or until the reader moves.
(() => {
  const messages = document.querySelectorAll('[data-testid="stChatMessage"]');
  const question = messages[messages.length - 2];
  if (!question) return;
  let calm = 0;
  let place = null;
  const stop = () => clearInterval(timer);
  const timer = setInterval(() => {
    const now = question.getBoundingClientRect().top;
    calm = now === place ? calm + 1 : 0;
    question.scrollIntoView({ block: "start" });
    place = question.getBoundingClientRect().top;
    if (calm > 4) stop();
  }, 100);
  setTimeout(stop, 4000);
  for (const moved of ["wheel", "pointerdown", "keydown", "touchstart"]) addEventListener(moved, stop, { once: true });
})(__TURN__);
