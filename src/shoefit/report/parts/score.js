// The score of shoefit.score and the order of shoefit.rank, over sub-scores that the page
// carries: the weights are all that changes here.
"use strict";

// Weights to shares that add up to 1; null where no criterion counts.
function sharesOf(weights) {
  const total = weights.reduce((sum, each) => sum + each, 0);
  return total > 0 ? weights.map((each) => each / total) : null;
}

// Sub-scores to a score of 0 to 100; none counts for less than the floor.
function weightedMean(values, shares, { mean, floor }) {
  let total = mean === "arithmetic" ? 0 : 1;
  values.forEach((value, i) => {
    if (mean === "arithmetic") total += shares[i] * Math.max(value, floor);
    else total *= Math.pow(Math.max(value, floor), shares[i]);
  });
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
  const mean = (end) => weightedMean(shoe.parts.map((part) => part.sub_score[end]), shares, rules);
  const [score, low, high] = [mean(0), mean(1), mean(2)];
  const key = (each) => Math.floor(each * rules.order_parts + 0.5);
  return { shoe, score, low, high, coverage, keys: [key(score), key(low)] };
}

// Best first. The page lists its shoes by id, so that their place in the list settles what is
// equal otherwise.
function inOrder(a, b) {
  return b.keys[0] - a.keys[0] || b.keys[1] - a.keys[1] || a.shoe.place - b.shoe.place;
}

// Shoes in order; equal rounded score and lower band share a rank.
function ranked(shoes, shares, rules, minCoverage) {
  const places = shoes.map((each) => estimate(each, shares, rules, minCoverage)).filter(Boolean);
  places.sort(inOrder).forEach((each, i) => {
    const before = places[i - 1];
    const tied = before && before.keys[0] === each.keys[0] && before.keys[1] === each.keys[1];
    each.rank = tied ? before.rank : i + 1;
  });
  return places;
}

// What each criterion costs of 100 points, as `shoefit.explain` shares it out.
function pointsLost(shoe, shares, rules) {
  const floored = shoe.parts.map((part) => Math.max(part.sub_score[0], rules.floor));
  if (rules.mean === "arithmetic") return floored.map((s, i) => 100 * shares[i] * (1 - s));
  const logs = floored.map((s, i) => -shares[i] * Math.log(s));
  const total = logs.reduce((sum, each) => sum + each, 0);
  return total === 0 ? logs : logs.map((each) => (-100 * Math.expm1(-total) * each) / total);
}

// The share of each criterion at which two shoes are level, as shoefit.compare finds it:
// with g the gap of worth in that criterion and r that of the others, x = r / (r - g).
function weightTips(one, other, shares, rules) {
  const worth = (part) => {
    const floored = Math.max(part.sub_score[0], rules.floor);
    return rules.mean === "arithmetic" ? floored : Math.log(floored);
  };
  const gaps = one.parts.map((part, i) => worth(part) - worth(other.parts[i]));
  const tips = [];
  gaps.forEach((gap, i) => {
    const others = shares.reduce((sum, share, j) => (j === i ? sum : sum + share), 0);
    if (others === 0) return;
    const rest = gaps.reduce((sum, each, j) => (j === i ? sum : sum + shares[j] * each), 0) / others;
    if (rest * gap >= 0) return;
    const [above, below] = gap > 0 ? [one, other] : [other, one];
    tips.push({ i, share: rest / (rest - gap), above, below });
  });
  return tips;
}

// A number as Python writes it: a half goes to the even digit. A double lies half-way between two
// decimals only where it is an odd multiple of a power of two.
function rounded(value, digits) {
  const text = value.toFixed(digits);
  if (Math.abs((value * 2 ** (digits + 1)) % 2) !== 1) return text;
  const below = Math.floor(value * 10 ** digits);
  return below % 2 === 0 ? (below / 10 ** digits).toFixed(digits) : text;
}
