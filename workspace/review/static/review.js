// The keys and clicks of the review page. All that is decided is decided by the server: this only asks and shows.
"use strict";

const body = document.body;
const feed = document.querySelector("[role=feed]");
const message = document.getElementById("message");
const ask = document.getElementById("ask");
const KEPT_WINDOWS = 12;
const keyOf = {
  a: "accept", k: "reject", r: "mark", c: "clear", m: "merge", s: "split", u: "up", d: "down", b: "unlink", l: "link",
  w: "swap", e: "text", t: "comment", g: "realign", p: "accept-above", i: "memory", z: "undo", y: "redo", o: "original",
  n: "next", N: "previous", j: "below", x: "select", f: "filter", "/": "search", "?": "help",
  ArrowDown: "below", ArrowUp: "above", ArrowLeft: "left", ArrowRight: "right", Enter: "accept-next",
};
let revision = Number(body.dataset.revision);
let side = "target";
let sentence = 0;
let pending = Promise.resolve();
let leaving;
let notes = document.querySelectorAll(".notice").length - 1;

const query = new URLSearchParams(location.search);
const filter = () => document.querySelector(".choices [aria-pressed=true]").value;
const address = (path) => `/bitext/${body.dataset.number}${path}`;
const rowOf = (key) => document.getElementById(`row-${key}`);
const current = () => feed.querySelector("[aria-current]");
const rows = () => [...feed.querySelectorAll(".bead")];
const say = (text) => { message.textContent = text || ""; };

// --- where the reader is

function place(row, keep) {
  if (!row) return;
  for (const old of feed.querySelectorAll("[aria-current]")) {
    old.removeAttribute("aria-current");
    old.tabIndex = -1;
  }
  row.setAttribute("aria-current", "true");
  row.tabIndex = 0;
  if (!keep) {
    sentence = 0;
    const [source, target] = ["source", "target"].map((name) => row.querySelectorAll(`[data-side=${name}] .sentence`).length);
    if (source !== target) side = source > target ? "source" : "target";
  }
  point();
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function point() {
  for (const old of feed.querySelectorAll(".at")) old.classList.remove("at");
  const cell = current()?.querySelector(`[data-side=${side}]`);
  if (!cell) return;
  const all = cell.querySelectorAll(".sentence");
  sentence = Math.max(0, Math.min(sentence, all.length - 1));
  (all[sentence] || cell).classList.add("at");
}

function sentences() {
  return [...(current()?.querySelectorAll(`[data-side=${side}] .sentence`) || [])];
}

function move(step) {
  const next = sentence + step;
  if (next >= 0 && next < sentences().length) sentence = next;
  else {
    side = side === "source" ? "target" : "source";
    sentence = step > 0 ? 0 : Infinity;
  }
  point();
}

async function beside(step) {
  const here = current();
  if (!here) return place(rows()[0]);
  const all = rows();
  const next = all[all.indexOf(here) + step];
  const section = here.closest(".window");
  const near = step > 0 ? section.nextElementSibling : section.previousElementSibling;
  if (next && (next.closest(".window") === section || next.closest(".window") === near)) return place(next);
  if (near?.matches(".window") && !near.firstElementChild) {
    await load(near);
    place(step > 0 ? near.firstElementChild : near.lastElementChild);
  }
}

async function seek(back) {
  const here = current();
  const wanted = filter() === "all" ? "doubtful" : filter();
  const asked = new URLSearchParams({ filter: wanted, at: here ? here.dataset.key : "", ...(back && { back: "" }) });
  const answer = await fetch(address(`/next?${asked}`)).catch(() => null);
  if (!answer) return say(body.dataset.gone);
  const { row } = await answer.json();
  if (!row) return say(body.dataset.none);
  say("");
  if (rowOf(row)) return place(rowOf(row));
  go({ at: row });
}

function go(changes) {
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  if (!query.has("filter")) query.set("filter", filter());
  location.assign(`${location.pathname}?${query}`);
  leaving = new Promise(() => {});
}

// --- windows of rows: those near the reader are filled, those far away emptied

const fetched = new WeakMap();

function load(section) {
  if (section.firstElementChild) return Promise.resolve();
  if (!fetched.has(section)) {
    const { first, last } = section.dataset;
    const asked = new URLSearchParams({ first, last, filter: filter(), q: query.get("q") || "", side: query.get("side") || "" });
    const done = htmx.ajax("GET", address(`/rows?${asked}`), { target: section, swap: "innerHTML" }).then(() => {
      fetched.delete(section);
      section.style.height = "";
    });
    fetched.set(section, done);
  }
  return fetched.get(section);
}

function empty(section) {
  const all = section.querySelectorAll(".bead");
  if (!all.length || section.contains(document.activeElement) || section.querySelector("[aria-current], .selected")) return;
  section.dataset.first = all[0].dataset.key;
  section.dataset.last = all[all.length - 1].dataset.key;
  section.style.height = `${section.offsetHeight}px`;
  section.replaceChildren();
}

const near = new Set();
const watcher = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    if (isIntersecting) {
      near.add(target);
      load(target);
    } else near.delete(target);
  }
  const filled = [...feed.querySelectorAll(".window")].filter((section) => section.firstElementChild && !near.has(section));
  for (const section of filled.slice(0, Math.max(0, filled.length - KEPT_WINDOWS))) empty(section);
}, { rootMargin: "600px" });

// --- edits

async function post(edit) {
  let answer;
  try {
    answer = await fetch("/edits", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...edit, bitext: body.dataset.bitext, after: revision }),
    });
  } catch {
    say(body.dataset.gone);
    return null;
  }
  const told = await answer.json().catch(() => ({ error: `${answer.status} ${answer.statusText}` }));
  if (!answer.ok) {
    say([told.error, told.hint].filter(Boolean).join(" – "));
    if (told.stale) {
      sessionStorage.setItem("songngu-message", body.dataset.stale);
      go({ at: current()?.dataset.key || "" });
    }
    return null;
  }
  revision = told.revision;
  say(told.notes.slice(notes).at(-1));
  notes = told.notes.length;
  show(told);
  return told;
}

function show(told) {
  count(told);
  const here = current()?.dataset.key;
  const old = told.removed.map(rowOf).filter(Boolean);
  const kept = told.added.map((bead) => rowOf(bead.row)).filter(Boolean);
  const mark = [...new Set([...old, ...kept])].sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1))[0];
  if (told.reload || (!mark && told.added.length)) {
    go({ at: told.added[0]?.row || here || "" });
    return;
  }
  if (!mark) return;
  const index = old.concat(kept).findIndex((row) => row.dataset.key === here);
  const section = mark.closest(".window");
  const template = document.createElement("template");
  template.innerHTML = told.html;
  const fresh = [...template.content.querySelectorAll(".bead")];
  const neighbour = old.length === 1 && fresh.length === 1 && old[0].classList.contains("neighbour");
  if (neighbour) fresh[0].classList.add("neighbour");
  mark.before(...fresh);
  for (const row of new Set([...old, ...kept])) if (!fresh.includes(row)) row.remove();
  mend(told);
  if (!fresh.length && !section.firstElementChild) section.remove();
  place(rowOf(here) || fresh[Math.min(Math.max(index, 0), fresh.length - 1)] || rowOf(told.next) || rowOf(told.previous), true);
  htmx.trigger(body, "edited");
  setTimeout(() => refresh(fresh.map((row) => row.dataset.key)), 900);
}

// A window that is not filled is known by its first and last row: where those went, others take their place.
function mend(told) {
  const gone = new Set(told.removed.filter((key) => !told.added.some((bead) => bead.row === key)));
  for (const section of feed.querySelectorAll(".window:empty")) {
    if (gone.has(section.dataset.first)) section.dataset.first = told.next || section.dataset.last;
    if (gone.has(section.dataset.last)) section.dataset.last = told.previous || section.dataset.first;
  }
}

function count(told) {
  for (const [name, figure] of Object.entries(told.counts)) {
    const shown = document.querySelector(`[data-count=${name}]`);
    if (shown) shown.textContent = figure;
  }
  if (told.counts.rows) document.querySelector("[data-count=all]").textContent = told.counts.rows;
  document.getElementById("progress").value = told.counts.reviewed;
  document.getElementById("reviewed").textContent = Math.floor(told.counts.reviewed * 100);
  document.querySelector("[data-do=undo]").disabled = !told.undo;
  document.querySelector("[data-do=redo]").disabled = !told.redo;
}

// Findings are looked for after the answer: the rows are asked for once more.
async function refresh(keys) {
  if (!keys.length || keys.length > 50) return;
  const answer = await fetch(address(`/rows?keys=${encodeURIComponent(keys.join(","))}`)).catch(() => null);
  if (!answer?.ok) return;
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  for (const row of template.content.querySelectorAll(".bead")) {
    const old = rowOf(row.dataset.key);
    if (!old || old.querySelector(".remarks")?.textContent === row.querySelector(".remarks")?.textContent) continue;
    const had = old.contains(document.activeElement);
    const here = old.hasAttribute("aria-current");
    if (old.classList.contains("selected")) {
      row.classList.add("selected");
      row.setAttribute("aria-selected", "true");
    }
    old.replaceWith(row);
    if (here && had) place(row, true);
    else if (here) row.setAttribute("aria-current", "true");
  }
}

// --- what a key or a button does

// A text that is to be split shows a cursor, which a read-only field would not, but does not change.
document.getElementById("ask-text").addEventListener("beforeinput", (event) => {
  if (ask.dataset.name === "split") event.preventDefault();
});

function question(name, text, then, cursor) {
  const field = document.getElementById("ask-text");
  document.getElementById("ask-label").textContent = document.getElementById("questions").getAttribute(`data-${name}`);
  field.value = text;
  ask.dataset.name = name;
  ask.returnValue = "";
  ask.showModal();
  field.focus();
  field.setSelectionRange(cursor ?? text.length, cursor ?? text.length);
  ask.addEventListener("close", () => {
    current()?.focus({ preventScroll: true });
    if (ask.returnValue === "ok") queue(() => then(field.value, field.selectionStart));
  }, { once: true });
}

// The place of the text cursor, where the reader clicked into the current sentence.
function clicked() {
  const selection = getSelection();
  const at = selection.anchorNode?.parentElement?.closest(".sentence");
  if (!selection.isCollapsed || !at || !current()?.contains(at) || !clicked.here) return null;
  const range = document.createRange();
  range.selectNodeContents(at);
  range.setEnd(selection.anchorNode, selection.anchorOffset);
  const before = wordStart(at.textContent, range.toString().length);
  const offset = [...at.textContent.slice(0, before)].length;
  return { side: at.closest("[data-side]").dataset.side, sentence: Number(at.dataset.n), offset };
}

// Where a cursor inside a word stands at its beginning; scripts without spaces are cut where the cursor is.
function wordStart(text, cursor) {
  if (!/[\p{Script=Latin}\p{N}]{2}$/u.test(text.slice(0, cursor + 1))) return cursor;
  return text.slice(0, cursor).search(/[\p{L}\p{M}\p{N}]*$/u);
}

async function split() {
  const row = current().dataset.key;
  const cursor = clicked();
  if (cursor) return post({ action: "split", row, ...cursor });
  if (sentences().length > 1 && sentence > 0) return post({ action: "split", row, side, sentence });
  if (sentences().length > 1) return post({ action: "split", row, side, sentence: 1 });
  const text = sentences()[0]?.textContent;
  if (!text) return null;
  const here = side;
  const cut = (_, place) => {
    const offset = [...text.slice(0, wordStart(text, place))].length;
    return post({ action: "split", row, side: here, sentence: 0, offset });
  };
  return question("split", text, cut, 0);
}

const doing = {
  below: () => beside(1),
  above: () => beside(-1),
  left: () => move(-1),
  right: () => move(1),
  next: () => seek(false),
  previous: () => seek(true),
  search: () => document.getElementById("search").focus(),
  help: () => document.getElementById("help").showModal(),
  filter: () => {
    const all = [...document.querySelectorAll(".choices button")];
    all[(all.findIndex((button) => button.ariaPressed === "true") + 1) % all.length].click();
  },
  select: () => {
    current()?.classList.toggle("selected");
    current()?.setAttribute("aria-selected", current().classList.contains("selected"));
  },
  undo: () => post({ action: "undo" }),
  redo: () => post({ action: "redo" }),
  split,
  link: () => {
    const chosen = [...feed.querySelectorAll(".selected")].map((row) => row.dataset.key);
    return chosen.length < 2 ? say(body.dataset.select) : post({ action: "link", rows: chosen });
  },
  up: () => post({ action: "up", row: current().dataset.key, side, count: sentence + 1 }),
  down: () => post({ action: "down", row: current().dataset.key, side, count: Math.max(1, sentence ? sentences().length - sentence : 1) }),
  text: () => {
    const target = { row: current().dataset.key, side };
    const cell = current().querySelector(`[data-side=${side}]`);
    const old = [...cell.querySelectorAll(".sentence")].map((each) => each.textContent).join(" ");
    const write = (text) => post(text ? { action: "text", ...target, text } : { action: "original", ...target });
    question("text", old, write);
  },
  original: () => post({ action: "original", row: current().dataset.key, side }),
  comment: () => {
    const row = current().dataset.key;
    const note = current().querySelector(".note");
    question("comment", note ? note.lastChild.textContent.trim() : "", (text) => post({ action: "comment", row, text }));
  },
  "accept-above": () => question("accept-above", "95", (text) => {
    const percent = Number(text.replace(",", "."));
    return post({ action: "accept-above", probability: Number.isFinite(percent) ? percent / 100 : -1 });
  }),
  "accept-next": async () => {
    if (await post({ action: "accept", row: current().dataset.key })) await seek(false);
  },
  realign: () => {
    say(body.dataset.working);
    return post({ action: "realign", row: current().dataset.key });
  },
  restore: () => question("restore", "", (text) => text.trim().toLowerCase() === "yes" && post({ action: "restore" })),
};
// --- what stands beside: matches of the memory, terms for the glossary

const aside = document.getElementById("aside");

async function beside_of(path) {
  const answer = await fetch(address(path)).catch(() => null);
  if (!answer) return say(body.dataset.gone);
  if (!answer.ok) return say((await answer.json()).error);
  aside.firstElementChild.innerHTML = await answer.text();
  return aside.showModal();
}

async function told(path, more, words) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ bitext: body.dataset.bitext, ...more }),
  }).catch(() => null);
  if (!answer) return say(body.dataset.gone);
  const value = await answer.json();
  say(answer.ok ? words(value) : [value.error, value.hint].filter(Boolean).join(" – "));
  return answer.ok;
}

Object.assign(doing, {
  memory: () => document.querySelector("[data-do=memory]") && beside_of(`/matches?row=${encodeURIComponent(current().dataset.key)}`),
  terms: () => beside_of("/terms"),
  use: ({ row, side: where, text }) => {
    aside.close();
    return post({ action: "text", row, side: where, text });
  },
  "add-terms": async () => {
    const terms = [...document.querySelectorAll("#terms :checked")].map((box) => Number(box.value));
    aside.close();
    if (await told("/terms", { terms }, (value) => `${value.glossary} (+${value.terms})`)) {
      sessionStorage.setItem("songngu-message", message.textContent);
      go({ at: current()?.dataset.key || "" });
    }
  },
  remember: () => told("/memory", {}, (value) => `${value.memory} (+${value.new}, ~${value.changed})`),
  lexicon: () => told("/lexicon", {}, (value) => `${value.lexicon} (${value.pairs})`),
});
aside.addEventListener("keydown", (event) => {
  aside.querySelectorAll("[data-do=use]")[Number(event.key) - 1]?.click();
});
aside.addEventListener("close", () => current()?.focus({ preventScroll: true }));

for (const name of ["accept", "reject", "mark", "clear", "merge", "unlink", "swap"]) {
  doing[name] = () => post({ action: name, row: current().dataset.key });
}
const ANYWHERE = new Set(["undo", "redo", "help", "search", "filter", "next", "previous", "below", "above", "link", "accept-above", "restore", "lexicon", "terms", "add-terms", "remember", "use"]);

// One after the other: a key acts on what the one before it has shown, and on none that is being left.
function queue(work) {
  pending = pending.then(work).catch((error) => say(String(error))).then(() => leaving);
}

function run(name, given) {
  queue(() => (current() || ANYWHERE.has(name)) && doing[name](given));
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, textarea, select");
  if (ask.open && event.key === "Enter" && (event.ctrlKey || event.metaKey || ask.dataset.name !== "text" && ask.dataset.name !== "comment")) {
    event.preventDefault();
    ask.close("ok");
    return;
  }
  if (event.key === "Escape" && field && !ask.open) current()?.focus();
  if (field || document.querySelector("dialog[open]") || event.altKey) return;
  const control = event.ctrlKey || event.metaKey;
  const letter = event.key.length === 1 && event.key !== "N" ? event.key.toLowerCase() : event.key;
  if (control && letter !== "z" && letter !== "y") return;
  if ((letter === "Enter" || letter.startsWith("Arrow")) && event.target.closest("button, a, summary")) return;
  const name = control && event.shiftKey && letter === "z" ? "redo" : keyOf[letter];
  if (!name) return;
  event.preventDefault();
  run(name);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) return run(button.dataset.do, { ...button.dataset });
  const bar = event.target.closest(".probabilities a");
  if (bar && rowOf(bar.dataset.at)) {
    event.preventDefault();
    return place(rowOf(bar.dataset.at));
  }
  const row = event.target.closest(".bead");
  if (!row || event.target.closest("a, button")) return undefined;
  const cell = event.target.closest("[data-side]");
  if (cell) side = cell.dataset.side;
  const at = event.target.closest(".sentence");
  sentence = at ? Number(at.dataset.n) : 0;
  clicked.here = Boolean(at);
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
  place(row, true);
  if (range && at) {
    selection.removeAllRanges();
    selection.addRange(range);
  }
  return undefined;
});

addEventListener("pageshow", (event) => event.persisted && location.reload());
for (const section of feed.querySelectorAll(".window")) watcher.observe(section);
place(rowOf(body.dataset.at) || feed.querySelector(".bead:not(.neighbour)"));
say(sessionStorage.getItem("songngu-message"));
sessionStorage.removeItem("songngu-message");
