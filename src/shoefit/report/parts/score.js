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

// Sub-scores with another reading of one criterion: it stands on its line, and what is unknown of
// the shoe, or told by its build, moves along its curve.
function supposed(shoe, i, reading, { criteria, curves }) {
  const { zero_at, one_at } = criteria[i];
  const own = (reading - zero_at) / (one_at - zero_at);
  const moves = shoe.parts[i].moves || {};
  return shoe.parts.map((part, j) => (j === i ? Math.min(Math.max(own, 0), 1)
    : moves[j] === undefined ? part.sub_score[0] : along(curves[moves[j]], reading)));
}

function along(curve, at) {
  const after = curve.findIndex(([place]) => place > at);
  if (after === 0) return curve[0][1];
  if (after < 0) return curve[curve.length - 1][1];
  const [[from, one], [to, other]] = [curve[after - 1], curve[after]];
  return one + ((at - from) / (to - from)) * (other - one);
}

// The readings of the shoe behind that would put it in front, as shoefit.compare finds them: on the
// way to the bare foot in 32 steps, the first that leads halved until it is right.
function readingTips(leader, behind, shares, rules) {
  const worths = (values) => values.reduce((sum, value, i) => {
    const floored = Math.max(value, rules.floor);
    return sum + shares[i] * (rules.mean === "arithmetic" ? floored : Math.log(floored));
  }, 0);
  const target = worths(leader.parts.map((part) => part.sub_score[0]));
  const tips = [];
  rules.criteria.forEach((about, i) => {
    const part = behind.parts[i];
    if (part.basis === "structure") return;
    const size = (reading) => (about.by_size ? Math.abs(reading) : reading);
    const [start, end] = part.way || [part.reading === null ? about.zero_at : size(part.reading), about.one_at];
    const ahead = (reading) => worths(supposed(behind, i, reading, rules)) - target;
    let [before, after] = [start, start];
    for (let step = 1; ahead(after) <= 1e-9; step += 1) {
      if (step > 32) return;
      [before, after] = [after, step < 32 ? start + ((end - start) * step) / 32 : end];
    }
    for (let halved = 0; halved < 60 && before !== after; halved += 1) {
      const middle = (before + after) / 2;
      if (ahead(middle) > 0) after = middle; else before = middle;
    }
    const level = Math.round(after * 1e9) / 1e9;
    const within = part.reading !== null && ((part.low <= level && level <= part.high)
      || (about.by_size && part.low <= -level && -level <= part.high));
    tips.push({ i, level, within, change: part.reading === null ? null : level - size(part.reading) });
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
