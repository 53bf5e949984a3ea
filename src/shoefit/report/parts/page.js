// Controls to a view, a view to rows.

const FIRST_ROWS = 50;
const RESTS_AFTER_MS = 200;
let places = [];
let unranked = [];
let waiting = false;
let moving = 0;
let writing = 0;

const SORTS = {
  rank: (place) => place.rank,
  shoe: (place) => fold(place.shoe.title),
  seen: (place) => -(place.shoe.seen ?? 0),
  score: (place) => -place.score,
  known: (place) => -place.coverage,
};
criteria.forEach((each, i) => {
  SORTS[each.word] = ({ shoe }) => (isKnown(shoe.parts[i]) ? 0 : 2) - shoe.parts[i].sub_score[0];
});

function sorted(shown) {
  const { by, turned } = state.sort;
  const keyed = shown.map((place, i) => ({ place, i, key: SORTS[by](place) }));
  const compared = (a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  keyed.sort((a, b) => (turned ? compared(b, a) : compared(a, b)) || a.i - b.i);
  return keyed.map((each) => each.place);
}

// All that fits the search and the filters, in the order of the table: the chosen shoes first;
// those of which too little is known last, where they are searched for.
function shownNow() {
  const words = fold(state.search).split(/\s+/).filter(Boolean);
  const fits = ({ shoe }) => state.chosen.has(shoe) || searched(shoe, words);
  const few = words.length ? unranked.filter(fits) : unranked.filter(({ shoe }) => state.chosen.has(shoe));
  const all = [...sorted(places.filter(fits)), ...few];
  const isChosen = ({ shoe }) => state.chosen.has(shoe);
  return [...all.filter(isChosen), ...all.filter((each) => !isChosen(each))];
}

function rerank() {
  const shares = sharesOf(state.weights);
  const kept = report.shoes.filter(passes);
  places = shares ? ranked(kept, shares, rules, state.least) : [];
  const isRanked = new Set(places.map((each) => each.shoe));
  unranked = shares ? kept.filter((shoe) => !isRanked.has(shoe))
    .map((shoe) => ({ shoe, coverage: coverageOf(shoe, shares) })) : [];
  state.weights.forEach((weight, i) => {
    find("ranking").style.setProperty(`--part-${i}`, weight === 0 ? 0.3 : 1);
  });
  sliders.forEach((each, i) => {
    each.share.textContent = shares ? percent(shares[i]) : "–";
    each.value.textContent = number(state.weights[i]);
  });
  const repeats = command();
  find("repeat").hidden = repeats === null;
  find("command").textContent = repeats ?? "";
  draw();
}

function message(shares, shown) {
  if (!shares) return "Every weight is 0: give at least one criterion some weight.";
  const count = (many) => many.toLocaleString("en");
  const left = unranked.length
    ? `; ${count(unranked.length)} left out, less than ${percent(state.least)} known of them` : "";
  const found = shown.length - shown.filter((each) => each.rank === undefined).length;
  const few = shown.length - found ? `, and ${count(shown.length - found)} not ranked` : "";
  const hits = state.search.trim() ? `; ${count(found)} found among them${few}` : "";
  return `${count(places.length)} shoes ranked${left}${hits}`;
}

function draw() {
  const shares = sharesOf(state.weights);
  const shown = shownNow();
  const cut = state.all && !moving ? shown : shown.slice(0, FIRST_ROWS);
  const fragment = document.createDocumentFragment();
  for (const place of cut) {
    const tr = write(place);
    const open = state.open.has(place.shoe);
    row(place.shoe).cells.opener.setAttribute("aria-expanded", String(open));
    tr.classList.toggle("open", open);
    tr.classList.toggle("chosen", state.chosen.has(place.shoe));
    fragment.append(tr);
    if (open) fragment.append(details(place));
  }
  const focused = document.activeElement;
  find("places").replaceChildren(fragment);
  if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
  find("more").hidden = state.all || cut.length === shown.length;
  find("more").textContent = `Show all ${shown.length.toLocaleString("en")}`;
  find("nothing").hidden = shown.length > 0;
  find("message").textContent = message(shares, shown);
  const set = settings();
  find("set").textContent = set.length ? ` (${set.length} set)` : "";
  const search = state.search ? `, search “${state.search}”` : "";
  find("view").textContent = `${set.length ? set.join(", ") : "Weights and filters as at first"}${search}.`;
  Object.keys(heads).forEach((by) => {
    const direction = state.sort.turned === RISING.includes(by) ? "descending" : "ascending";
    if (by === state.sort.by) heads[by].setAttribute("aria-sort", direction);
    else heads[by].removeAttribute("aria-sort");
  });
  compare(shares);
}

function toggle(shoe) {
  if (!state.open.delete(shoe)) state.open.add(shoe);
  draw();
  row(shoe).cells.opener.focus({ preventScroll: true });
  remember();
}

const sliders = criteria.map((about, i) => {
  const input = make("input", { type: "range", min: "0", max: "4", step: "0.25", id: `weight-${about.name}`,
    "aria-describedby": `share-${about.name}` });
  const value = make("output", { for: input.id });
  const share = make("span", { class: "share", id: `share-${about.name}` });
  input.addEventListener("input", () => {
    state.weights[i] = Number(input.value) * unit;
    soon();
  });
  find("weights").append(make("div", { class: "weight" },
    make("label", { for: input.id }, make("b", { text: about.label }),
      make("span", { text: about.title })),
    input, make("span", { class: "values" }, value, share)));
  return { input, value, share };
});

// Sliders fire more often than the screen is drawn. While one moves, only the first rows follow;
// a long list is completed when it rests, and then the address follows too.
function soon() {
  if (!waiting) requestAnimationFrame(() => { waiting = false; rerank(); });
  waiting = true;
  clearTimeout(moving);
  moving = setTimeout(() => { moving = 0; if (state.all) draw(); remember(); }, RESTS_AFTER_MS);
}

// Text is typed letter by letter: the address follows when it rests.
function typed(change) {
  change();
  clearTimeout(writing);
  writing = setTimeout(remember, RESTS_AFTER_MS);
}

const controls = FILTERS.map(({ name, label, options, first, list, most, tick }) => {
  const choices = (values) => values.map((each) => make("option", { value: each, text: each }));
  const control = options
    ? make("select", { id: name }, make("option", { value: "", text: first || "all" }),
      ...choices(options.filter((each) => each !== first)))
    : make("input", { id: name, type: tick ? "checkbox" : most ? "number" : "text", min: most ? 0 : null,
      step: most ? "any" : null, inputmode: most ? "decimal" : null, autocomplete: "off",
      list: list ? `${name}-list` : null });
  const written = () => (tick ? (control.checked ? "1" : "") : control.value);
  control.addEventListener("input", () => typed(() => { state.filters[name] = written(); rerank(); }));
  find("filters").append(make("label", { class: tick ? "tick" : null }, label, " ", control));
  if (list) find("filters").append(make("datalist", { id: `${name}-list` }, ...choices(list)));
  return { control, show: (value) => { if (tick) control.checked = value === "1"; else control.value = value; } };
});

const least = make("select", { id: "least" });
[...new Set([0, 0.25, 0.5, 0.75, 1, report.min_coverage])].sort((a, b) => a - b)
  .forEach((each) => least.append(make("option", { value: String(each), text: percent(each) })));
least.addEventListener("change", () => { state.least = Number(least.value); rerank(); remember(); });
find("filters").append(make("label", {}, "At least known ", least));

find("search").addEventListener("input", () => typed(() => { state.search = find("search").value; draw(); }));
find("more").addEventListener("click", () => { state.all = true; draw(); remember(); });
find("copy").addEventListener("click", copyLink);
find("csv").addEventListener("click", () => download("shoes.csv", csv()));
find("print").addEventListener("click", () => window.print());
find("reset").addEventListener("click", () => { show(fresh()); remember(); });

// Sets every control to a view, and shows it.
function show(view) {
  state = view;
  sliders.forEach((each, i) => { each.input.value = view.weights[i] / unit; });
  controls.forEach((each, i) => each.show(view.filters[FILTERS[i].name]));
  least.value = String(view.least);
  find("search").value = view.search;
  find("told").textContent = "";
  rerank();
}

document.addEventListener("keydown", (event) => {
  const inside = event.key === "Escape" && event.target instanceof Element && event.target.closest("[data-id]");
  const shoe = inside && byId.get(inside.dataset.id);
  if (shoe && state.open.has(shoe)) toggle(shoe);
});

// Places on the page are gone to without touching the address, which holds the view.
document.querySelectorAll('a[href^="#"]').forEach((each) => each.addEventListener("click", (event) => {
  event.preventDefault();
  const place = find(each.hash.slice(1));
  place.scrollIntoView();
  place.focus({ preventScroll: true });
}));

const titles = { rank: "#", shoe: "Shoe", seen: "Seen", score: "Score", known: "Known" };
criteria.forEach((each) => { titles[each.word] = each.label; });
// What a first press puts on top: the smallest of these two, the largest of the others.
const RISING = ["rank", "shoe"];
const heads = Object.fromEntries(Object.entries(titles).map(([by, text], i) => {
  const measure = criteria[i - 5];
  const th = make("th", { scope: "col", role: "columnheader", class: measure ? "head-part" : `head-${by}` },
    make("button", { type: "button", text, on: () => {
      state.sort = { by, turned: state.sort.by === by && !state.sort.turned };
      draw();
      remember();
    } }));
  find("heads").append(th);
  return [by, th];
}));

find("ranking").style.setProperty("--parts", criteria.length);
find("controls").open = matchMedia("(min-width: 52.01rem)").matches;
window.addEventListener("popstate", () => {
  if (isView(location.hash)) show(viewOf(location.hash.slice(1)));
});
show(isView(location.hash) ? viewOf(location.hash.slice(1)) : fresh());
performance.mark("ranked");
