import type { SimBrand, World } from './world.ts';

/** Honest reviews of all kinds that could be taken for paid ones. */
export function addHonest(world: World, size: number): void {
  const total = world.brands.reduce((sum, { weight }) => sum + weight, 0);
  for (const brand of world.brands) {
    const n = Math.round((size * brand.weight) / total);
    for (let i = 0; i < n; i++) usual(world, brand);
    for (let i = world.between(0, 2); i > 0; i--) launch(world, brand);
    if (world.next() < 0.4) mailing(world, brand);
    if (world.next() < 0.5) incident(world, brand);
  }
  prolific(world, Math.round(size / 180));
  slips(world, Math.round(size / 150));
}

/** Honest people of all kinds name the brand now and then. */
const NAMED = 0.15;

function told(world: World, brand: SimBrand, text: string): string {
  const x = world.next();
  if (x > NAMED) return text;
  return x < NAMED / 2 ? `${brand.name}: ${text}` : `${text} ${brand.name}.`;
}

function usual(world: World, brand: SimBrand): void {
  const site = world.site(brand);
  const author = world.honest(site);
  const mood = world.mood(brand, author);
  const x = world.next();
  let text = x < 0.08 ? world.pick(world.phrases.praise!) : world.text(mood);
  if (text === null) return;
  if (x > 0.98) {
    const bait = world.pick(world.phrases.bait!);
    text = world.next() < 0.5 ? `${text} ${bait}` : `${bait} ${text}`;
  }
  text = told(world, brand, text);
  const stars = x < 0.08 ? (world.next() < 0.8 ? 5 : 4) : world.stars(brand, mood, author);
  const day = world.day(brand);
  const product = world.pick(brand.products);
  const tactic = x < 0.08 ? 'short' : x > 0.98 ? 'bait' : 'normal';
  const one = { brand, author, day, stars, text, product, label: 'genuine', tactic } as const;
  const key = world.add({ ...one, site });
  if (x > 0.94 && x < 0.97) {
    const other = world.pick(world.sites.filter((one) => one !== site));
    world.add({
      ...one,
      site: other,
      author: world.author(),
      day: day + world.between(0, 4),
      tactic: 'crosspost',
      cluster: key,
      family: key,
    });
  } else if (x > 0.9 && x < 0.94) {
    for (let more = world.between(1, 2); more > 0; more--) {
      const again = world.text('positive');
      if (again !== null)
        world.add({
          ...one,
          site,
          text: told(world, brand, again),
          stars: world.stars(brand, 'positive', author),
          day: world.day(brand),
          product: world.pick(brand.products),
          tactic: 'loyal',
        });
    }
  }
}

function launch(world: World, brand: SimBrand): void {
  const start = world.between(20, world.days - 30);
  const product = `${brand.products[0]!.slice(0, -1)}new${start}`;
  // News is told everywhere, or where the people of the brand point to; it wears off in days or in weeks.
  const sites = world.next() < 0.7 ? null : [world.site(brand), world.site(brand)];
  const length = world.next() < 0.5 ? world.between(5, 14) : world.between(15, 45);
  for (let i = world.between(10, 40); i > 0; i--) {
    const x = world.next();
    const mood = x < 0.12 ? 'negative' : x < 0.3 ? 'neutral' : 'positive';
    const text = world.text(mood);
    if (text === null) return;
    const stars = mood === 'negative' ? world.between(2, 3) : world.stars({ ...brand, five: brand.five + 0.1 }, mood);
    const day = start + Math.floor(world.next() ** 1.7 * length);
    const site = sites === null ? world.site(brand) : world.pick(sites);
    world.add({
      brand,
      site,
      author: world.honest(site),
      day,
      stars,
      text: told(world, brand, text),
      product: world.next() < 0.7 ? product : world.pick(brand.products),
      label: 'genuine',
      tactic: 'launch',
      buyer: 0.85,
    });
  }
}

function mailing(world: World, brand: SimBrand): void {
  const start = world.between(20, world.days - 20);
  const [site, length] = [world.site(brand), world.between(3, 9)];
  for (let i = world.between(12, 40); i > 0; i--) {
    const mood = world.mood(brand);
    const text = world.next() < 0.25 ? world.pick(world.phrases.praise!) : world.text(mood);
    if (text === null) return;
    const day = start + Math.floor(world.next() ** 1.5 * length);
    world.add({
      brand,
      site,
      author: world.author(0.3),
      day,
      stars: world.stars(brand, mood),
      text: told(world, brand, text),
      label: 'genuine',
      tactic: 'mailing',
      buyer: 0.95,
    });
  }
}

/** Honest blame after something went wrong. Returns its first day, for those who wash it white. */
export function incident(world: World, brand: SimBrand): number {
  const start = world.between(20, world.days - 40);
  const length = world.between(3, 12);
  const sites = world.next() < 0.7 ? null : [world.site(brand), world.site(brand)];
  const mild = Math.max(0, world.next() * 0.6 - 0.1);
  const event = world.pick(world.phrases.incident!).split(' / ');
  for (let i = world.between(8, 30); i > 0; i--) {
    const base = world.text('negative');
    if (base === null) return start;
    const text = world.next() < 0.6 ? `${base} ${world.pick(event)}` : base;
    const day = start + Math.floor(world.next() ** 1.3 * length);
    const site = sites === null ? world.site(brand) : world.pick(sites);
    world.add({
      brand,
      site,
      author: world.next() < 0.5 ? world.author() : world.honest(site),
      day,
      stars: world.next() < mild ? 2 : 1,
      text: told(world, brand, text),
      label: 'genuine',
      tactic: 'incident',
    });
  }
  return start;
}

function prolific(world: World, n: number): void {
  for (let i = 0; i < n; i++) {
    const author = { ...world.author(0), count: world.between(15, 150) };
    const site = world.pick(world.sites.filter(({ ids }) => ids));
    for (let k = world.between(3, 9); k > 0; k--) {
      const brand = world.pick(world.brands);
      const mood = world.mood(brand, author);
      const text = world.text(mood);
      if (text === null) return;
      world.add({
        brand,
        site,
        author,
        day: world.day(brand),
        stars: world.stars(brand, mood, author),
        text: told(world, brand, text),
        label: 'genuine',
        tactic: 'prolific',
      });
    }
  }
}

function slips(world: World, n: number): void {
  for (let i = 0; i < n; i++) {
    const brand = world.pick(world.brands);
    const isPraise = world.next() < 0.5;
    const text = world.text(isPraise ? 'positive' : 'negative');
    if (text === null) return;
    world.add({
      brand,
      site: world.site(brand),
      author: world.author(),
      day: world.day(brand),
      stars: isPraise ? 1 : 5,
      text,
      label: 'genuine',
      tactic: 'slip',
    });
  }
}
