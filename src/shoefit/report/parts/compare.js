// Two to four shoes side by side, and the view as a file.

function choose(shoe) {
  const full = !state.chosen.has(shoe) && state.chosen.size === MOST_CHOSEN;
  if (!full && !state.chosen.delete(shoe)) state.chosen.add(shoe);
  find("told").textContent = full
    ? `${MOST_CHOSEN} shoes are chosen already: take one out to choose another.` : "";
  draw();
  remember();
}

function compare(shares) {
  const chosen = shares ? [...state.chosen] : [];
  find("compare").hidden = chosen.length < 2;
  if (chosen.length < 2) return;
  const sides = chosen.map((shoe) => estimate(shoe, shares, rules, 0)
    || { shoe, score: null, coverage: 0, keys: [-1, -1] }).sort(inOrder);
  const line = (head, cell) => make("tr", {}, make("th", { scope: "row", role: "rowheader", text: head }),
    ...sides.map((side) => make("td", {}, ...[cell(side)].flat())));
  const standing = ({ shoe }) => {
    const place = places.find((each) => each.shoe === shoe);
    return place ? `${place.rank} of ${places.length}` : "not ranked in this view";
  };
  find("sides").replaceChildren(
    make("thead", { role: "rowgroup" }, make("tr", {}, make("td", {}, spoken("Side by side")),
      ...sides.map(({ shoe }) => make("th", { scope: "col", role: "columnheader" },
        make("bdi", { text: shoe.title }),
        make("button", { type: "button", class: "remove", text: "Take out", on: () => choose(shoe),
          "aria-label": `Take out ${shoe.title}` }))))),
    make("tbody", { role: "rowgroup" },
      line("Score", (side) => (side.score === null ? "nothing is known"
        : [make("b", { text: points(side.score) }), ` ${whole(side.low)} to ${whole(side.high)}`])),
      line("Rank", standing),
      ...criteria.map((each, i) => line(`${each.label}: ${each.title}`, ({ shoe }) => {
        const said = make("div", { class: "reading" });
        said.append(...reading(shoe, shoe.parts[i], i, shares));
        return [bar(shoe.parts[i]), said];
      })),
      line("Known", (side) => percent(side.coverage)),
      line("Kind, use, weight, price", ({ shoe }) => about(shoe)),
      line("Seen", ({ shoe }) => String(shoe.seen ?? ""))));
  const said = sides.slice(1).flatMap((behind) => turns(sides[0], behind, shares));
  find("turns").replaceChildren(...said.map((text) => make("li", { text })));
}

// What would turn the order of two shoes, as `shoefit.compare` says it.
function turns(leader, behind, shares) {
  const [first, second] = [leader.shoe.title, behind.shoe.title];
  if (behind.score === null) return [`Nothing is known of ${second}.`];
  const lead = points(leader.score - behind.score);
  const said = lead === "0.0" ? [`${first} and ${second} are level.`]
    : [`${first} leads ${second} by ${lead} points.`];
  const tips = weightTips(leader.shoe, behind.shoe, shares, rules);
  tips.forEach(({ i, share, above, below }) => {
    const more = share >= shares[i];
    // Away from the weight of now, so that what is said is enough.
    const level = (more ? Math.ceil : Math.floor)(share * 100) / 100;
    said.push(`${(more ? above : below).title} leads once ${criteria[i].reads} weighs `
      + `${more ? "more" : "less"} than ${level.toFixed(2)} of the total (now ${rounded(shares[i], 2)}).`);
  });
  if (!tips.length) said.push("No weight of one criterion turns that.");
  if (leader.keys[0] === behind.keys[0]) return said;
  const others = readingTips(leader.shoe, behind.shoe, shares, rules);
  others.forEach((tip) => said.push(`${second} would lead with ${otherReading(tip, behind.shoe)}.`));
  if (!others.length) said.push(`No single other reading of ${second} would put it in front.`);
  return said;
}

// Rounded up, so that what is said is really enough.
function otherReading({ i, level, within, change }, shoe) {
  const { unit, noun, reads, zero_at, one_at } = criteria[i];
  const part = shoe.parts[i];
  const toward = one_at > zero_at ? "more" : "less";
  if (change === null) {
    const least = (toward === "more" ? Math.ceil : Math.floor)(level * 10) / 10;
    return `a ${reads} of ${figure(least)} ${unit} or ${toward} (now it is ${part.word || "unknown"})`;
  }
  const now = `now ${figure(part.reading)} ${unit}${within ? ", and its tolerance allows that" : ""}`;
  return `${figure(Math.ceil(Math.abs(change) * 10) / 10)} ${unit} ${toward} ${noun} (${now})`;
}

// The view as CSV, text kept from being a formula as everywhere in shoefit.
function csv() {
  const heads = ["rank", "shoe_id", "brand", "model", "seen", "kind", "use", "score", "score_low",
    "score_high", "coverage", "weight_g", "list_price", "currency"];
  criteria.forEach(({ name, column }) => heads.push(column, `${name}_word`, `${name}_sub_score`,
    `${column}_grade`, `${column}_source`));
  const lines = shownNow().map(({ rank, shoe, score, low, high, coverage }) => [
    rank, shoe.id, shoe.brand, shoe.model, shoe.seen, shoe.kind, shoe.use,
    ...[score, low, high].map((each) => (rank === undefined ? null : Number(each.toFixed(6)))), coverage,
    shoe.weight_g, shoe.price, shoe.currency,
    ...shoe.parts.flatMap((part) => [part.reading, part.word, Number(part.sub_score[0].toFixed(6)),
      part.grade, part.page === null ? null : report.pages[part.page]])]);
  return [heads, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

function cell(value) {
  if (typeof value !== "string") return String(value ?? "");
  const text = new RegExp(`^${report.formula}`).test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

async function copyLink() {
  remember();
  try {
    await navigator.clipboard.writeText(location.href);
    find("told").textContent = "The link is copied.";
  } catch {
    find("told").textContent = `This browser does not copy; the link: ${location.href}`;
  }
}
