// The live table: controls to a ranking, a ranking to rows, a row to its explanation. Text from
// the catalogue reaches the page as text nodes only.
"use strict";

const report = JSON.parse(document.getElementById("report-data").textContent);
const criteria = report.profile.criteria;
const rules = { mean: report.profile.mean, floor: report.floor, order_parts: report.order_parts };
const FIRST_ROWS = 50;
const RESTS_AFTER_MS = 200;
const find = (id) => document.getElementById(id);

report.shoes.forEach((shoe, place) => {
  shoe.place = place;
  shoe.sought = fold([shoe.title, shoe.id, shoe.kind, shoe.use, shoe.year].join(" "));
});

const state = {
  weights: criteria.map((each) => each.weight),
  minCoverage: report.min_coverage,
  search: [], kind: "", use: "", sort: { by: "rank", turned: false }, open: new Set(), all: false,
};
let places = [];
let waiting = false;
let moving = 0;

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const ROLES = { tr: "row", td: "cell" };

function make(tag, about = {}, ...children) {
  const node = document.createElement(tag);
  // Said once more, as a phone's layout takes the table's own meaning away.
  if (ROLES[tag]) node.setAttribute("role", ROLES[tag]);
  for (const [name, value] of Object.entries(about)) {
    if (name === "text") node.textContent = value;
    else if (name === "on") node.addEventListener("click", value);
    else if (value !== null && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((each) => each !== null));
  return node;
}

const points = (value) => value.toFixed(1);
const percent = (share) => `${Math.round(share * 100)} %`;
const number = (value) => String(Math.round(value * 100) / 100);

// A page's address becomes a link only where it is one; anything else stays text.
function link(address, text) {
  if (!/^https?:\/\//i.test(address)) return make("span", { text: address, dir: "auto" });
  return make("a", { href: address, rel: "noreferrer", target: "_blank", text: text || host(address) });
}

function host(address) {
  try { return new URL(address).hostname.replace(/^www\./, ""); } catch { return address; }
}

function bar(part) {
  const [value, low, high] = part.sub_score;
  const known = part.basis !== "unknown";
  const drawn = make("span", { class: known ? "bar" : "bar unknown", "aria-hidden": "true" });
  drawn.style.setProperty("--value", value);
  drawn.style.setProperty("--low", low);
  drawn.style.setProperty("--high", high);
  return make("span", { class: "measure" }, drawn,
    make("span", { class: "figure", text: known ? value.toFixed(2) : "?",
      "aria-label": known ? null : "unknown" }));
}

// Rows are made once; a new order moves them and rewrites what the weights change.
const rows = new Map();

function row(shoe) {
  if (rows.has(shoe)) return rows.get(shoe);
  const opener = make("button", { class: "name", "aria-expanded": "false", "data-id": shoe.id });
  opener.append(make("bdi", { text: shoe.title }));
  const about = [shoe.kind, shoe.use].filter(Boolean).join(" · ");
  const cells = { rank: make("td", { class: "rank" }), coverage: make("td", { class: "known" }),
    score: make("b"), band: make("span", { class: "band-figures" }),
    drawn: make("span", { class: "band", "aria-hidden": "true" }), opener };
  const tr = make("tr", { class: "shoe" }, cells.rank,
    make("th", { scope: "row", role: "rowheader" }, opener, make("small", { text: about })),
    make("td", { class: "year", text: shoe.year ?? "" }),
    make("td", { class: "score" }, cells.score, cells.drawn, cells.band), cells.coverage,
    ...shoe.parts.map((part, i) => {
      const cell = make("td", { class: "part", "data-label": criteria[i].label }, bar(part));
      cell.style.setProperty("opacity", `var(--part-${i})`);
      return cell;
    }));
  tr.addEventListener("click", () => {
    if (!String(window.getSelection())) toggle(shoe);
  });
  rows.set(shoe, { tr, cells, details: null });
  return rows.get(shoe);
}

function write(place) {
  const { tr, cells } = row(place.shoe);
  cells.rank.textContent = place.rank;
  cells.score.textContent = points(place.score);
  cells.band.textContent = `${Math.round(place.low)} to ${Math.round(place.high)}`;
  cells.drawn.style.setProperty("--value", place.score / 100);
  cells.drawn.style.setProperty("--low", place.low / 100);
  cells.drawn.style.setProperty("--high", place.high / 100);
  cells.coverage.textContent = percent(place.coverage);
  return tr;
}

function toggle(shoe) {
  if (!state.open.delete(shoe)) state.open.add(shoe);
  draw();
  row(shoe).cells.opener.focus({ preventScroll: true });
}

const SORTS = {
  rank: (place) => place.rank,
  shoe: (place) => fold(place.shoe.title),
  year: (place) => -(place.shoe.year ?? 0),
  score: (place) => -place.score,
  known: (place) => -place.coverage,
};
criteria.forEach((each, i) => {
  SORTS[each.name] = ({ shoe }) =>
    (shoe.parts[i].basis === "unknown" ? 2 : 0) - shoe.parts[i].sub_score[0];
});

function sorted(shown) {
  const { by, turned } = state.sort;
  const keyed = shown.map((place, i) => ({ place, i, key: SORTS[by](place) }));
  const compare = (a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  keyed.sort((a, b) => (turned ? compare(b, a) : compare(a, b)) || a.i - b.i);
  return keyed.map((each) => each.place);
}

function rerank() {
  const shares = sharesOf(state.weights);
  const kept = report.shoes.filter((shoe) =>
    (!state.kind || shoe.kind === state.kind) && (!state.use || shoe.use === state.use));
  places = shares ? ranked(kept, shares, rules, state.minCoverage) : [];
  state.weights.forEach((weight, i) => {
    find("ranking").style.setProperty(`--part-${i}`, weight === 0 ? 0.3 : 1);
  });
  sliders.forEach((each, i) => {
    each.share.textContent = shares ? percent(shares[i]) : "–";
    each.value.textContent = number(state.weights[i]);
  });
  find("message").textContent = message(shares, kept.length);
  find("command").textContent = command();
  draw();
}

function message(shares, considered) {
  if (!shares) return "Every weight is 0: give at least one criterion some weight.";
  const out = considered - places.length;
  const left = out
    ? `; ${out.toLocaleString("en")} left out, less than ${percent(state.minCoverage)} known of them`
    : "";
  return `${places.length.toLocaleString("en")} shoes ranked${left}`;
}

// The same ranking on the command line; the page hides it where it cannot know the whole of it.
function command() {
  const words = ["shoefit rank --all"];
  if (report.profile.name !== "article") words.push(`--profile ${report.profile.name}`);
  if (!report.bundled) words.push(`--catalogue ${report.source}`);
  criteria.forEach((each, i) => {
    if (state.weights[i] !== 1) words.push(`--weight ${each.name}=${state.weights[i]}`);
  });
  if (state.kind) words.push(`--kind ${state.kind}`);
  if (state.use) words.push(`--use ${state.use}`);
  if (state.minCoverage !== 0.5) words.push(`--min-coverage ${state.minCoverage}`);
  return words.join(" ");
}

function draw() {
  const { search } = state;
  const matching = places.filter(({ shoe }) => search.every((word) => shoe.sought.includes(word)));
  const shown = sorted(matching);
  const cut = state.all && !moving ? shown : shown.slice(0, FIRST_ROWS);
  const fragment = document.createDocumentFragment();
  for (const place of cut) {
    const tr = write(place);
    const open = state.open.has(place.shoe);
    row(place.shoe).cells.opener.setAttribute("aria-expanded", String(open));
    tr.classList.toggle("open", open);
    fragment.append(tr);
    if (open) fragment.append(details(place));
  }
  const focused = document.activeElement;
  find("places").replaceChildren(fragment);
  if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
  find("more").hidden = state.all || cut.length === shown.length;
  find("more").textContent = `Show all ${shown.length.toLocaleString("en")}`;
  find("nothing").hidden = shown.length > 0;
}

function details(place) {
  const shares = sharesOf(state.weights);
  const lost = pointsLost(place.shoe, shares, rules);
  const facts = [`${place.shoe.id}`, place.shoe.weight_g ? `${number(place.shoe.weight_g)} g a shoe` : null];
  return make("tr", { class: "details" }, make("td", { colspan: String(5 + criteria.length) },
    make("div", { class: "why" },
      make("p", {}, make("b", { text: points(place.score) }),
        ` of 100: ${points(100 - place.score)} points lost. With every reading at the unkind end of `,
        `its tolerance ${points(place.low)}, at the kind end ${points(place.high)}.`),
      make("ul", {}, ...place.shoe.parts.map((part, i) => reason(place.shoe, part, i, lost[i], shares))),
      make("p", { class: "facts" }, ...facts.filter(Boolean).map((each) => make("bdi", { text: each }))))));
}

function reason(shoe, part, i, lost, shares) {
  const about = criteria[i];
  const said = make("div", { class: "reading" });
  said.append(...reading(shoe, part, i, shares));
  return make("li", {},
    make("div", { class: "asked" }, make("b", { text: about.label }),
      make("span", { text: `${about.title}, ${about.unit}` })),
    bar(part),
    make("div", { class: "lost", text: lost < 0.05 ? "costs nothing" : `costs ${points(lost)} points` }),
    said);
}

function reading(shoe, part, i, shares) {
  const about = criteria[i];
  if (part.basis === "unknown") {
    const at = (end) => weightedMean(
      shoe.parts.map((each, j) => (j === i ? end : each.sub_score[0])), shares, rules.mean, rules.floor);
    return [make("span", { text: `unknown; counts as ${number(part.sub_score[0])}, an ordinary running shoe. `
      + `The score would be ${points(at(0))} to ${points(at(1))} if it were known.` })];
  }
  const text = part.reading === null ? part.word
    : `${number(part.reading)} ${about.unit} (${number(part.low)} to ${number(part.high)})`;
  const parts = [make("bdi", { class: "number", text })];
  if (part.grade) parts.push(make("span", { class: `grade ${part.grade}`, text: part.grade }));
  if (part.page !== null) {
    parts.push(link(report.pages[part.page]));
    if (part.sources > 1) parts.push(make("span", { text: `${part.sources} pages state it` }));
  }
  return parts;
}

const sliders = criteria.map((about, i) => {
  const unit = Math.max(...criteria.map((each) => each.weight)) > 4
    ? Math.max(...criteria.map((each) => each.weight)) : 1;
  const input = make("input", { type: "range", min: "0", max: "4", step: "0.25", id: `weight-${about.name}`,
    "aria-describedby": `share-${about.name}` });
  const value = make("output", { for: input.id });
  const share = make("span", { class: "share", id: `share-${about.name}` });
  const rest = () => { input.value = about.weight / unit; };
  rest();
  input.addEventListener("input", () => {
    state.weights[i] = Number(input.value) * unit;
    soon();
  });
  find("weights").append(make("div", { class: "weight" },
    make("label", { for: input.id }, make("b", { text: about.label }),
      make("span", { text: about.title })),
    input, make("span", { class: "values" }, value, share)));
  return { input, value, share, rest };
});

// Sliders fire more often than the screen is drawn. While one moves, only the first rows follow;
// a long list is completed when it rests.
function soon() {
  if (!waiting) requestAnimationFrame(() => { waiting = false; rerank(); });
  waiting = true;
  clearTimeout(moving);
  moving = state.all ? setTimeout(() => { moving = 0; draw(); }, RESTS_AFTER_MS) : 0;
}

function options(id, values, choose) {
  const select = find(id);
  values.forEach((each) => select.append(make("option", { value: each, text: each })));
  select.addEventListener("change", () => { choose(select.value); rerank(); });
}

const present = (name) => [...new Set(report.shoes.map((each) => each[name]).filter(Boolean))].sort();
options("kind", present("kind"), (value) => { state.kind = value; });
options("use", present("use"), (value) => { state.use = value; });

const least = [...new Set([0, 0.25, 0.5, 0.75, 1, report.min_coverage])].sort((a, b) => a - b);
least.forEach((each) => find("least").append(make("option", { value: String(each), text: percent(each) })));
find("least").value = String(report.min_coverage);
find("least").addEventListener("change", () => {
  state.minCoverage = Number(find("least").value);
  rerank();
});

find("search").addEventListener("input", () => {
  state.search = fold(find("search").value).split(/\s+/).filter(Boolean);
  draw();
});
find("more").addEventListener("click", () => {
  state.all = true;
  draw();
});
find("reset").addEventListener("click", () => {
  state.weights = criteria.map((each) => each.weight);
  sliders.forEach((each) => each.rest());
  rerank();
});
document.addEventListener("keydown", (event) => {
  const id = event.key === "Escape" && event.target instanceof Element && event.target.dataset.id;
  const shoe = id && [...state.open].find((each) => each.id === id);
  if (shoe) toggle(shoe);
});

const heads = { rank: "#", shoe: "Shoe", year: "Year", score: "Score", known: "Known" };
criteria.forEach((each) => { heads[each.name] = each.label; });
// What a first press puts on top: the smallest of these two, the largest of the others.
const RISING = ["rank", "shoe"];
Object.entries(heads).forEach(([by, text]) => {
  const part = criteria.some((each) => each.name === by);
  const th = make("th", { scope: "col", role: "columnheader", class: `head-${part ? "part" : by}` },
    make("button", { text, on: () => {
      state.sort = { by, turned: state.sort.by === by && !state.sort.turned };
      document.querySelectorAll("#heads th").forEach((each) => each.removeAttribute("aria-sort"));
      th.setAttribute("aria-sort",
        state.sort.turned === RISING.includes(by) ? "descending" : "ascending");
      draw();
    } }));
  if (by === "rank") th.setAttribute("aria-sort", "ascending");
  find("heads").append(th);
});

find("ranking").style.setProperty("--parts", criteria.length);
find("repeat").hidden = !report.repeatable;
rerank();
performance.mark("ranked");
