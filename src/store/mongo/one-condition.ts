type Value = string | number;

/** Whether one value meets a condition on its field, as the server would say of those that filters of rolled columns make. */
export function accepts(condition: unknown, value: Value): boolean {
  if (typeof condition !== 'object' || condition === null) return condition === value;
  return Object.entries(condition).every(([sign, bound]: [string, unknown]) => {
    const test = SIGNS[sign];
    if (test === undefined) throw new Error(`No roll-up is asked with ${sign}.`);
    return test(value, bound);
  });
}

function among(bound: unknown, value: Value): boolean {
  return Array.isArray(bound) && bound.includes(value);
}

const SIGNS: Readonly<Record<string, (value: Value, bound: unknown) => boolean>> = {
  $in: (value, bound) => among(bound, value),
  $nin: (value, bound) => !among(bound, value),
  $ne: (value, bound) => value !== bound,
  $gt: (value, bound) => typeof value === typeof bound && value > (bound as Value),
  $gte: (value, bound) => typeof value === typeof bound && value >= (bound as Value),
  $lt: (value, bound) => typeof value === typeof bound && value < (bound as Value),
  $lte: (value, bound) => typeof value === typeof bound && value <= (bound as Value),
};
