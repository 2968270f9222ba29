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

function usual(world: World, brand: SimBrand): void {
  const mood = world.mood(brand);
  const x = world.next();
  let text = x < 0.08 ? world.pick(world.phrases.praise!) : world.text(mood);
  if (text === null) return;
  if (x > 0.98) text = `${text} ${world.pick(world.phrases.bait!)}`;
  if (world.next() < 0.15) text = `${brand.name}: ${text}`;
  const stars = x < 0.08 ? (world.next() < 0.8 ? 5 : 4) : world.stars(brand, mood);
  const [site, day] = [world.site(brand), world.day(brand)];
  const author = world.honest(site);
  const product = world.pick(brand.products);
  const tactic = x < 0.08 ? 'short' : x > 0.98 ? 'bait' : 'normal';
  const one = { brand, author, day, stars, text, product, label: 'genuine', tactic } as const;
  const key = world.add({ ...one, site });
  if (x > 0.94 && x < 0.97) {
    const other = world.site(brand);
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
          text: again,
          stars: world.stars(brand, 'positive'),
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
  const sites = [world.site(brand), world.site(brand)];
  const length = world.between(5, 14);
  for (let i = world.between(10, 40); i > 0; i--) {
    const x = world.next();
    const mood = x < 0.12 ? 'negative' : x < 0.3 ? 'neutral' : 'positive';
    const text = world.text(mood);
    if (text === null) return;
    const stars = mood === 'negative' ? world.between(2, 3) : world.stars({ ...brand, five: brand.five + 0.1 }, mood);
    const day = start + Math.floor(world.next() * length);
    world.add({
      brand,
      site: world.pick(sites),
      author: world.author(),
      day,
      stars,
      text,
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
      text,
      label: 'genuine',
      tactic: 'mailing',
      buyer: 0.95,
    });
  }
}

/** Honest blame after something went wrong. Returns its first day, for those who wash it white. */
export function incident(world: World, brand: SimBrand): number {
  const start = world.between(20, world.days - 40);
  const length = world.between(3, 9);
  const sites = [world.site(brand), world.site(brand)];
  const event = world.pick(world.phrases.incident!).split(' / ');
  for (let i = world.between(8, 30); i > 0; i--) {
    const base = world.text('negative');
    if (base === null) return start;
    const text = world.next() < 0.6 ? `${base} ${world.pick(event)}` : base;
    const day = start + Math.floor(world.next() * length);
    world.add({
      brand,
      site: world.pick(sites),
      author: world.author(),
      day,
      stars: world.next() < 0.75 ? 1 : 2,
      text,
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
      const mood = world.mood(brand);
      const text = world.text(mood);
      if (text === null) return;
      world.add({
        brand,
        site,
        author,
        day: world.day(brand),
        stars: world.stars(brand, mood),
        text,
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
