// What the page shows, as one object, and the same in the fragment of its address, so that a
// copied link opens the very view it was copied from. What is as it was at first is left out.

const report = JSON.parse(document.getElementById("report-data").textContent);
const criteria = report.profile.criteria;
const rules = { mean: report.profile.mean, floor: report.floor, order_parts: report.order_parts,
  criteria, curves: report.curves };
const MOST_CHOSEN = 4;
// The sliders count in the largest weight where that is beyond their scale.
const largest = Math.max(...criteria.map((each) => each.weight));
const unit = largest > 4 ? largest : 1;

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const byId = new Map();
report.shoes.forEach((shoe, place) => {
  shoe.place = place;
  shoe.names = report.brands[shoe.brand] || [];
  shoe.sought = fold([shoe.title, shoe.kind, shoe.use, shoe.seen, ...shoe.names].join(" "));
  byId.set(shoe.id, shoe);
});

const present = (name) => [...new Set(report.shoes.map((each) => each[name]).filter(Boolean))].sort();
const atMost = (name) => (shoe, most) => shoe[name] !== null && shoe[name] <= Number(most);

// A brand by any of its names; while it is being typed, by how one of them starts.
function isBrand(shoe, typed) {
  const asked = fold(typed).trim();
  return brandsKnown.has(asked) ? namesOf(shoe).includes(asked)
    : namesOf(shoe).some((each) => each.startsWith(asked));
}
const namesOf = (shoe) => [fold(shoe.brand), ...shoe.names];
const brandsKnown = new Set(report.shoes.flatMap(namesOf));

// Whether the score uses a measurement and no claim; words are claims, structure is neither.
function isMeasured(shoe) {
  const used = shoe.parts.filter((part, i) => state.weights[i] > 0
    && !["unknown", "structure"].includes(part.basis));
  return used.length > 0 && used.every((part) => part.basis === "reading" && part.grade === "measured");
}

// Each filter once: its control, its place in the fragment, what it keeps, and how the command
// line says it ("" where it cannot).
const FILTERS = [
  { name: "kind", label: "Kind", options: present("kind"), option: "--kind",
    keeps: (shoe, kind) => shoe.kind === kind },
  { name: "use", label: "Use", options: present("use"), option: "--use",
    keeps: (shoe, use) => shoe.use === use },
  { name: "brand", label: "Brand", list: present("brand"), option: "--brand", keeps: isBrand },
  { name: "since", label: "Seen since", options: present("seen").reverse(), option: "--since",
    keeps: (shoe, year) => shoe.seen !== null && shoe.seen >= Number(year) },
  { name: "sole", label: "Sole up to, mm", most: true, option: "--max-stack", keeps: atMost("sole_mm") },
  { name: "grams", label: "Weight up to, g", most: true, option: "", keeps: atMost("weight_g") },
  { name: "price", label: "Price up to", most: true, option: "--max-price",
    keeps: (shoe, most) => atMost("price")(shoe, most) && shoe.currency === currency() },
  { name: "currency", label: "in", options: present("currency"), first: "USD", option: "--currency",
    keeps: (shoe, wanted) => shoe.currency === wanted },
  { name: "measured", label: "Measured only", tick: true, option: "--measured-only",
    keeps: isMeasured },
].filter((each) => !["price", "currency"].includes(each.name) || present("currency").length);

const currency = () => state.filters.currency || "USD";

function fresh() {
  return {
    weights: criteria.map((each) => each.weight), least: report.min_coverage, search: "",
    filters: Object.fromEntries(FILTERS.map((each) => [each.name, ""])),
    sort: { by: "rank", turned: false }, all: false, open: new Set(), chosen: new Set(),
  };
}
let state = fresh();

function fragmentOf(view) {
  const first = fresh();
  const said = new URLSearchParams();
  criteria.forEach((each, i) => {
    if (view.weights[i] !== first.weights[i]) said.set(each.word, view.weights[i]);
  });
  if (view.least !== first.least) said.set("known", view.least);
  if (view.search) said.set("search", view.search);
  FILTERS.forEach(({ name }) => { if (view.filters[name]) said.set(name, view.filters[name]); });
  const sort = (view.sort.turned ? "-" : "") + view.sort.by;
  if (sort !== "rank") said.set("sort", sort);
  if (view.all) said.set("all", "1");
  view.chosen.forEach((shoe) => said.append("compare", shoe.id));
  view.open.forEach((shoe) => said.append("open", shoe.id));
  return String(said);
}

// What a fragment says, as far as this page has it: an address may be mistyped or of another page.
function viewOf(fragment) {
  const said = new URLSearchParams(fragment);
  const view = fresh();
  const number = (name, most) => {
    const text = said.get(name);
    return text && Number(text) >= 0 && Number(text) <= most ? Number(text) : null;
  };
  criteria.forEach((each, i) => {
    view.weights[i] = number(each.word, 4 * unit) ?? view.weights[i];
  });
  view.least = number("known", 1) ?? view.least;
  view.search = said.get("search") || "";
  FILTERS.forEach(({ name, options, most, tick }) => {
    const text = said.get(name) || "";
    const fits = options ? options.map(String).includes(text)
      : most ? number(name, Infinity) !== null : !tick || text === "1";
    if (fits) view.filters[name] = text;
  });
  const [, turned, by] = /^(-?)(.*)$/.exec(said.get("sort") || "rank");
  if (Object.hasOwn(SORTS, by)) view.sort = { by, turned: turned === "-" };
  view.all = said.get("all") === "1";
  const shoes = (name) => said.getAll(name).map((id) => byId.get(id)).filter(Boolean);
  view.chosen = new Set(shoes("compare").slice(0, MOST_CHOSEN));
  view.open = new Set(shoes("open"));
  return view;
}

const plain = () => location.href.split("#")[0];
// Fragments without "=" are places on the page.
const isView = (hash) => hash === "" || hash === "#" || hash.includes("=");

// Puts the view into the address; a new step in the history where it changed.
function remember() {
  const said = fragmentOf(state);
  if (said !== location.hash.slice(1)) history.pushState(null, "", said ? `${plain()}#${said}` : plain());
}

// What kept a shoe in, but for the search.
function passes(shoe) {
  return FILTERS.every(({ name, keeps }) => !state.filters[name] || keeps(shoe, state.filters[name]));
}

// Whether every word of the search is in a shoe's names. A number is a whole one: "2" is neither
// 2026 nor 2.5, but 2.0 it is.
function searched(shoe, words) {
  return words.every((word) => {
    if (!/^\d/.test(word)) return shoe.sought.includes(word) || shoe.id.includes(word);
    const from = shoe.sought.indexOf(word);
    for (let at = from; at >= 0; at = shoe.sought.indexOf(word, at + 1)) {
      const before = shoe.sought[at - 1] || " ";
      const after = shoe.sought.slice(at + word.length);
      if (!/[\d.]/.test(before) && !/^(\d|\.0*[1-9])/.test(after)) return true;
    }
    return shoe.id === word;
  });
}

// The view in words, for paper and for the count of what is set.
function settings() {
  const said = criteria
    .map((each, i) => (state.weights[i] === each.weight ? "" : `${each.label} ${number(state.weights[i])}`));
  FILTERS.forEach(({ name, label, tick }) => {
    const value = state.filters[name];
    if (value) said.push(tick ? label : `${label} ${value}`);
  });
  if (state.least !== report.min_coverage) said.push(`At least known ${percent(state.least)}`);
  return said.filter(Boolean);
}

// The same ranking on the command line; null where that cannot repeat it.
function command() {
  const words = ["shoefit rank --all"];
  if (report.profile.name !== "article") words.push(`--profile ${report.profile.name}`);
  if (!report.bundled) words.push(`--catalogue ${report.source}`);
  criteria.forEach((each, i) => {
    if (state.weights[i] !== 1) words.push(`--weight ${each.name}=${state.weights[i]}`);
  });
  for (const { name, option, tick, list } of FILTERS) {
    const value = state.filters[name];
    if (!value) continue;
    if (!option || (list && !brandsKnown.has(fold(value).trim()))) return null;
    words.push(tick ? option : `${option} ${quoted(value)}`);
  }
  if (state.least !== 0.5) words.push(`--min-coverage ${state.least}`);
  return report.repeatable ? words.join(" ") : null;
}

const quoted = (text) => (/^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
