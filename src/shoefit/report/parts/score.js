// The score of shoefit.score and the order of shoefit.rank, over sub-scores that the page carries:
// the weights are all that changes here.
"use strict";

// Weights to shares that add up to 1; null where no criterion counts.
function sharesOf(weights) {
  const total = weights.reduce((sum, each) => sum + each, 0);
  return total > 0 ? weights.map((each) => each / total) : null;
}

// Sub-scores to a score of 0 to 100; none counts for less than the floor.
function weightedMean(values, shares, mean, floor) {
  let total = 0;
  if (mean === "arithmetic") {
    values.forEach((value, i) => { total += shares[i] * Math.max(value, floor); });
  } else {
    values.forEach((value, i) => { total += shares[i] * Math.log(Math.max(value, floor)); });
    total = Math.exp(total);
  }
  return total < 1 ? 100 * total : 100;
}

// Share of the weight that is known, rounded as Python rounds it: to 12 decimals.
function coverageOf(shoe, shares) {
  let known = 0;
  shoe.parts.forEach((part, i) => { if (part.basis !== "unknown") known += shares[i]; });
  return Math.round(known * 1e12) / 1e12;
}

// One shoe's score with its band; null where nothing, or less than asked, is known of it.
function estimate(shoe, shares, rules, minCoverage) {
  const coverage = coverageOf(shoe, shares);
  if (coverage === 0 || coverage < minCoverage) return null;
  const mean = (end) =>
    weightedMean(shoe.parts.map((part) => part.sub_score[end]), shares, rules.mean, rules.floor);
  return { shoe, score: mean(0), low: mean(1), high: mean(2), coverage };
}

// Shoes in order, best first; equal rounded score and lower band share a rank. The page lists its
// shoes by id, so that their place in the list settles what is equal otherwise.
function ranked(shoes, shares, rules, minCoverage) {
  const key = (score) => Math.floor(score * rules.order_parts + 0.5);
  const places = [];
  for (const shoe of shoes) {
    const found = estimate(shoe, shares, rules, minCoverage);
    if (found) places.push({ ...found, keys: [key(found.score), key(found.low)] });
  }
  places.sort((a, b) =>
    b.keys[0] - a.keys[0] || b.keys[1] - a.keys[1] || a.shoe.place - b.shoe.place);
  places.forEach((each, i) => {
    const before = places[i - 1];
    const tied = before && before.keys[0] === each.keys[0] && before.keys[1] === each.keys[1];
    each.rank = tied ? before.rank : i + 1;
  });
  return places;
}

// What each criterion costs of 100 points, as shoefit.explain shares it out.
function pointsLost(shoe, shares, rules) {
  const floored = shoe.parts.map((part) => Math.max(part.sub_score[0], rules.floor));
  if (rules.mean === "arithmetic") return floored.map((s, i) => 100 * shares[i] * (1 - s));
  const logs = floored.map((s, i) => -shares[i] * Math.log(s));
  const total = logs.reduce((sum, each) => sum + each, 0);
  return total === 0 ? logs : logs.map((each) => (-100 * Math.expm1(-total) * each) / total);
}
