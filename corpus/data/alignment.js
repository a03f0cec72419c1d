(() => {
  const nav = document.querySelector("nav");
  const buttons = [...nav.querySelectorAll("button")];
  const open = () => document.querySelectorAll("details").forEach((part) => { part.open = true; });
  const show = (name) => {
    document.body.dataset.show = name;
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.value === name)));
    if (name === "repeated") open();
  };
  nav.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) show(button.value);
  });
  // A link may lead to a row that the filter hides.
  addEventListener("hashchange", () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row && !row.offsetParent) { show("all"); row.closest("details")?.setAttribute("open", ""); row.scrollIntoView(); }
  });
  addEventListener("beforeprint", open);
  nav.hidden = false;
  show("all");
})();
