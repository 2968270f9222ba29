/** Called some ten million times. */
const { imul } = Math;

/** Random numbers that are the same for the same seed. */
export interface Random {
  /** 32 bits as a signed whole number. */
  bits(): number;
  /** 0 <= x < 1. */
  next(): number;
}

/** mulberry32 (T. Ettinger, public domain). */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  function bits(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return mixed ^ (mixed >>> 14);
  }
  return { bits, next: () => (bits() >>> 0) / 4_294_967_296 };
}

/** 32 independent bits, each 1 with a probability of `parts` / 65536: the binary digits of the probability, the last one first. */
export function biasedBits(random: Random, parts: number): number {
  if (parts >= 65_536) return -1;
  let bits = 0;
  let digits = parts;
  let left = 16;
  for (; left > 0 && (digits & 1) === 0; left--) digits >>= 1;
  for (; left > 0; left--, digits >>= 1) bits = (digits & 1) === 1 ? bits | random.bits() : bits & random.bits();
  return bits;
}
