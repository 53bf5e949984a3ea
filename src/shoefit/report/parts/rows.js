// Shoes as rows of the table, and what opens under them. Text from the catalogue reaches the page
// as text nodes only.

const find = (id) => document.getElementById(id);
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

const points = (value) => rounded(value, 1);
const whole = (value) => rounded(value, 0);
const grams = (value) => `${whole(value)} g`;
const percent = (share) => `${whole(share * 100)} %`;
// At most one decimal, and no idle zeros.
const figure = (value) => String(Number(rounded(value, 1)) + 0);
const number = (value) => String(Math.round(value * 100) / 100);
const spoken = (text) => make("span", { class: "spoken", text });

// A page's address becomes a link only where it is one; anything else stays text.
function link(address, text) {
  if (!/^https?:\/\//i.test(address)) return make("span", { text: address, dir: "auto" });
  return make("a", { href: address, rel: "noreferrer", target: "_blank", text: text || host(address) });
}

function host(address) {
  try { return new URL(address).hostname.replace(/^www\./, ""); } catch { return address; }
}

const isKnown = (part) => part.basis !== "unknown";

// What is read, as short as it can be said.
function read(part, i) {
  if (!isKnown(part)) return "unknown";
  return part.reading === null ? part.word : `${number(part.reading)} ${criteria[i].unit}`;
}

function bar(part) {
  const [value, low, high] = part.sub_score;
  const drawn = make("span", { class: isKnown(part) ? "bar" : "bar unknown", "aria-hidden": "true" });
  drawn.style.setProperty("--value", value);
  drawn.style.setProperty("--low", low);
  drawn.style.setProperty("--high", high);
  return make("span", { class: "measure" }, drawn,
    make("span", { class: "figure", text: rounded(value, 2) }));
}

function about(shoe) {
  const price = shoe.price === null ? null : `${number(shoe.price)} ${shoe.currency || ""}`.trim();
  return [shoe.kind, shoe.use, shoe.weight_g === null ? null : grams(shoe.weight_g), price].filter(Boolean).join("\u00a0· ");
}

// Rows are made once; a new order moves them and rewrites what the weights change.
const rows = new Map();

function row(shoe) {
  if (rows.has(shoe)) return rows.get(shoe);
  const opener = make("button", { class: "name", type: "button", "aria-expanded": "false", "data-id": shoe.id });
  opener.append(make("bdi", { text: shoe.title }));
  const chooser = make("input", { type: "checkbox", "aria-label": `Compare ${shoe.title}` });
  chooser.addEventListener("change", () => choose(shoe));
  const cells = { rank: make("span"), coverage: make("td", { class: "known" }),
    score: make("b"), band: make("span", { class: "band-figures" }),
    drawn: make("span", { class: "band", "aria-hidden": "true" }), missing: make("small", { class: "missing" }),
    opener, chooser };
  const tr = make("tr", { class: "shoe" },
    make("td", { class: "rank" }, cells.rank, make("label", { class: "choose" }, chooser)),
    make("th", { scope: "row", role: "rowheader" }, opener,
      make("small", {}, about(shoe), make("span", { class: "narrow", text: shoe.seen ? `\u00a0· ${shoe.seen}` : "" })),
      cells.missing),
    make("td", { class: "seen", text: shoe.seen ?? "" }),
    make("td", { class: "score" }, cells.score, cells.drawn, cells.band), cells.coverage,
    ...shoe.parts.map((part, i) => {
      const drawn = bar(part);
      // Only the bar pales where a criterion does not count: words have to stay readable.
      drawn.firstChild.style.setProperty("opacity", `var(--part-${i})`);
      return make("td", { class: "part" }, make("span", { class: "label", text: `${criteria[i].label} ` }),
        drawn, " ", make("span", { class: "read", text: read(part, i) }));
    }));
  tr.addEventListener("click", (event) => {
    if (!String(window.getSelection()) && !event.target.closest(".choose")) toggle(shoe);
  });
  rows.set(shoe, { tr, cells });
  return rows.get(shoe);
}

// Writes what the weights change. A shoe of which too little is known has no rank, and says why.
function write(place) {
  const { tr, cells } = row(place.shoe);
  const isRanked = place.rank !== undefined;
  tr.classList.toggle("unranked", !isRanked);
  cells.rank.textContent = isRanked ? place.rank : "–";
  cells.score.textContent = isRanked ? points(place.score) : "–";
  cells.band.replaceChildren(...(isRanked ? [spoken(" band "), `${whole(place.low)} to ${whole(place.high)}`] : []));
  cells.drawn.hidden = !isRanked;
  cells.missing.textContent = isRanked ? "" : `not ranked, too little is known: ${missing(place.shoe)}`;
  if (isRanked) {
    cells.drawn.style.setProperty("--value", place.score / 100);
    cells.drawn.style.setProperty("--low", place.low / 100);
    cells.drawn.style.setProperty("--high", place.high / 100);
  }
  cells.coverage.textContent = percent(place.coverage);
  cells.chooser.checked = state.chosen.has(place.shoe);
  return tr;
}

function missing(shoe) {
  const lacking = criteria.filter((_, i) => state.weights[i] > 0 && !isKnown(shoe.parts[i]));
  return `no ${lacking.map((each) => each.reads).join(", no ")}`;
}

function details(place) {
  const shares = sharesOf(state.weights);
  const { shoe } = place;
  const lost = pointsLost(shoe, shares, rules);
  const facts = [shoe.id, shoe.weight_g === null ? null : `${grams(shoe.weight_g)} a shoe`];
  const sum = place.rank === undefined
    ? [`Not ranked: too little is known (${missing(shoe)}).`]
    : [make("b", { text: points(place.score) }),
      ` of 100: ${points(100 - place.score)} points lost. With every reading at the unkind end of where `
      + `it may lie ${points(place.low)}, at the kind end ${points(place.high)}.`];
  return make("tr", { class: "details", "data-id": shoe.id }, make("td", { colspan: String(5 + criteria.length) },
    make("div", { class: "why" },
      make("p", {}, ...sum),
      ...shoe.warning.map((text) => make("p", { class: "warning", text })),
      make("ul", {}, ...shoe.parts.map((part, i) => reason(shoe, part, i, lost[i], shares))),
      make("p", { class: "facts" }, ...facts.filter(Boolean).map((each) => make("bdi", { text: each }))))));
}

function reason(shoe, part, i, lost, shares) {
  const said = make("div", { class: "reading" });
  said.append(...reading(shoe, part, i, shares));
  return make("li", {},
    make("div", { class: "asked" }, make("b", { text: criteria[i].label }),
      make("span", { text: `${criteria[i].title}, ${criteria[i].unit}` })),
    bar(part),
    make("div", { class: "lost", text: lost < 0.05 ? "costs nothing" : `costs ${points(lost)} points` }),
    said);
}

// What a shoe would score, and where it would stand in this view, were a reading known.
function outcome(shoe, i, reading, shares) {
  const score = weightedMean(supposed(shoe, i, reading, rules), shares, rules);
  if (coverageOf(shoe, shares) + shares[i] < state.least) return { reading, score, said: points(score) };
  const before = places.filter((each) => each.shoe !== shoe && each.score > score + 1e-6).length;
  return { reading, score, said: `${points(score)}, rank ${before + 1}` };
}

// A reading with where it comes from.
function reading(shoe, part, i, shares) {
  if (!isKnown(part)) {
    const then = part.ends.map((reading) => outcome(shoe, i, reading, shares))
      .sort((one, other) => other.score - one.score)
      .map(({ said, reading }) => `${said}, at ${figure(reading)} ${criteria[i].unit}`);
    return [make("span", { text: `unknown: ${report.assumed[part.assumed]}, ${rounded(part.sub_score[0], 2)}. `
      + `If it were known, nine times in ten within: ${then.join("; ")}.` })];
  }
  const within = part.reading === null ? "" : ` (${number(part.low)} to ${number(part.high)})`;
  const parts = [make("bdi", { class: "number", text: read(part, i) + within })];
  if (part.grade) parts.push(make("span", { class: `grade ${part.grade}`, text: part.grade }));
  if (part.page !== null) {
    parts.push(link(report.pages[part.page]));
    if (part.sources > 1) parts.push(make("span", { text: `${part.sources} pages state it` }));
  }
  return parts;
}
