// Keys of the concordance: / to the search, arrows or j and k from hit to hit, Escape back.
"use strict";
document.addEventListener("keydown", (event) => {
  const search = document.getElementById("search");
  const hits = [...document.querySelectorAll("#hits tbody tr")];
  const typing = event.target === search;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!typing && (event.key === "/" || event.key === "Escape")) {
    search.focus();
    search.select();
  } else if (event.key === "ArrowDown" || (!typing && event.key === "j")) {
    (hits[hits.indexOf(document.activeElement) + 1] || hits[hits.length - 1] || search).focus();
  } else if ((event.key === "ArrowUp" || event.key === "k") && !typing) {
    (hits[hits.indexOf(document.activeElement) - 1] || search).focus();
  } else {
    return;
  }
  event.preventDefault();
});
