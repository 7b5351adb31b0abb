// The reviewer's name stays with this browser for a year; an empty one is forgotten. It is sent to this desk alone.
(() => {
  const said = __COOKIE__;
  const seconds = said.endsWith("=") ? 0 : 31536000;
  document.cookie = `${said}; path=/; max-age=${seconds}; SameSite=Strict`;
})();
