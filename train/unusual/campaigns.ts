import { incident } from './honest.ts';
import type { Site } from './sites.ts';
import type { Author, SimBrand, World } from './world.ts';

/** Paid reviews by every tactic that is known of, each campaign with parameters of its own. */
export function addCampaigns(world: World): void {
  for (const brand of world.brands) {
    const x = world.next();
    if (x < 0.3) burst(world, brand, world.between(15, world.days - 20), 'burst');
    else if (x < 0.45) burst(world, brand, incident(world, brand) + world.between(3, 10), 'whitewash');
    if (world.next() < 0.3) drip(world, brand);
    if (world.next() < 0.3) rewarded(world, brand);
    if (world.next() < 0.25) attack(world, brand);
    if (world.next() < 0.2) generated(world, brand);
    if (world.next() < 0.3) mismatched(world, brand);
  }
  for (let rings = world.between(1, 3); rings > 0; rings--) agency(world);
}

/** What a payer's texts are: mostly real praise, taken or written to order, some from one hand. */
function paidText(world: World, brand: SimBrand, templates: number): string | null {
  const text =
    world.next() < templates ? world.fill(world.pick(world.phrases.template!), brand) : world.text('positive');
  if (text === null) return null;
  return world.next() < 0.3 && !text.includes(brand.name) ? `${text} ${brand.name}!` : text;
}

function burst(world: World, brand: SimBrand, start: number, tactic: string): void {
  const [length, aged, buyer] = [world.between(3, 12), world.next() * 0.7, world.next() * 0.7];
  const templates = world.next() < 0.3 ? 0.4 : 0.05;
  const sites = world.next() < 0.6 ? [world.site(brand)] : [world.site(brand), world.site(brand), world.site(brand)];
  const product = world.next() < 0.5 ? world.pick(brand.products) : undefined;
  for (let i = world.between(5, 24); i > 0; i--) {
    const text = paidText(world, brand, templates);
    if (text === null) return;
    const day = start + Math.floor(world.next() * length);
    const stars = world.next() < 0.95 ? 5 : 4;
    world.add({
      brand,
      site: world.pick(sites),
      author: world.hired(aged),
      day,
      stars,
      text,
      buyer,
      label: 'paid',
      tactic,
      ...(product ? { product } : {}),
    });
  }
}

function drip(world: World, brand: SimBrand): void {
  const aged = world.next() * 0.5;
  const templates = [
    world.pick(world.phrases.template!),
    world.pick(world.phrases.template!),
    world.pick(world.phrases.template!),
  ];
  const start = world.between(0, world.days - 90);
  const length = world.between(40, 150);
  for (let i = world.between(8, 22); i > 0; i--) {
    let text = world.fill(world.pick(templates), brand);
    if (world.next() < 0.3) text += ` ${world.fill(world.pick(templates), brand)}`;
    const day = start + Math.floor(world.next() * length);
    world.add({
      brand,
      site: world.site(brand),
      author: world.hired(aged),
      day,
      stars: 5,
      text,
      buyer: 0.4,
      label: 'paid',
      tactic: 'template',
    });
  }
}

const LOOKALIKES = new Map([...'аеорсхАЕОРС'].map((c, i) => [c, [...'aeopcxAEOPC'][i]!]));

function rewarded(world: World, brand: SimBrand): void {
  const hides = world.next() < 0.2 && world.language === 'ru';
  for (let i = world.between(5, 14); i > 0; i--) {
    const base = world.text('positive');
    if (base === null) return;
    let line = world.pick(world.phrases.reward!).replace(/\(([^()|]*)\|[^()]*\)/g, '$1');
    if (hides) line = [...line].map((c) => (world.next() < 0.25 ? (LOOKALIKES.get(c) ?? c) : c)).join('');
    const text = world.next() < 0.6 ? `${base} ${line}` : `${line} ${base}`;
    const stars = world.next() < 0.8 ? 5 : 4;
    world.add({
      brand,
      site: world.site(brand),
      author: world.author(),
      day: world.day(brand),
      stars,
      text,
      label: 'paid',
      tactic: 'incentive',
    });
  }
}

function attack(world: World, brand: SimBrand): void {
  const start = world.between(15, world.days - 20);
  const [length, aged, templates] = [world.between(2, 7), world.next() * 0.4, world.next() * 0.7];
  // Some payers know that one star from everybody is seen.
  const mild = Math.max(0, world.next() * 0.5 - 0.15);
  const sites = world.next() < 0.6 ? [world.site(brand)] : [world.site(brand), world.site(brand)];
  for (let i = world.between(6, 20); i > 0; i--) {
    const text =
      world.next() < templates ? world.fill(world.pick(world.phrases.attack!), brand) : world.text('negative');
    if (text === null) return;
    const day = start + Math.floor(world.next() * length);
    world.add({
      brand,
      site: world.pick(sites),
      author: world.hired(aged),
      day,
      stars: world.next() < mild ? 2 : 1,
      text,
      buyer: 0.15,
      label: 'paid',
      tactic: 'attack',
    });
  }
}

function generated(world: World, brand: SimBrand): void {
  const aged = world.next() * 0.7;
  const start = world.between(0, world.days - 60);
  const length = world.between(15, 90);
  for (let i = world.between(6, 16); i > 0; i--) {
    const lines = Array.from({ length: world.between(1, 3) }, () => world.pick(world.phrases.generated!));
    const text = [...new Set(lines)].join(' ');
    world.add({
      brand,
      site: world.site(brand),
      author: world.hired(aged),
      day: start + Math.floor(world.next() * length),
      stars: 5,
      text,
      buyer: 0.4,
      label: 'paid',
      tactic: 'generated',
    });
  }
}

function mismatched(world: World, brand: SimBrand): void {
  for (let i = world.between(4, 10); i > 0; i--) {
    const author = world.hired(0.4);
    const [site, day] = [world.site(brand), world.day(brand)];
    const one = { brand, author, site, day, stars: 5, buyer: 0.4, label: 'paid', tactic: 'mismatch' } as const;
    if (world.next() < 0.5) {
      const text = world.text('negative');
      if (text !== null) world.add({ ...one, text });
      continue;
    }
    const stolen = world.pick(world.reviews);
    const { input } = stolen;
    if (stolen.label !== 'genuine' || input.brand === brand.name || input.stars !== 5 || input.text.length < 60)
      continue;
    world.add({ ...one, text: input.text, family: input.family, day: day + 1 });
  }
}

/** The same few hands praise several clients, and write honestly of others for cover. */
function agency(world: World): void {
  const sites = world.sites.filter(({ ids }) => ids);
  const clients = world.brands.filter(() => world.next() < 0.35).slice(0, 4);
  if (clients.length < 2) return;
  const authors: { author: Author; site: Site }[] = Array.from({ length: world.between(4, 9) }, () => ({
    author: world.hired(0.8),
    site: world.pick(sites),
  }));
  for (const brand of clients) {
    const start = world.day(brand);
    const length = world.next() < 0.5 ? world.between(4, 15) : world.days;
    for (const { author, site } of authors) {
      if (world.next() < 0.15) continue;
      const text = paidText(world, brand, 0.05);
      if (text === null) return;
      const day = length === world.days ? world.day(brand) : start + Math.floor(world.next() * length);
      world.add({ brand, site, author, day, stars: 5, text, buyer: 0.3, label: 'paid', tactic: 'agency' });
    }
  }
  for (const { author, site } of authors) {
    const brand = world.pick(world.brands);
    const text = world.text('positive');
    if (clients.includes(brand) || text === null || world.next() < 0.5) continue;
    world.add({
      brand,
      site,
      author,
      day: world.day(brand),
      stars: world.stars(brand, 'positive'),
      text,
      label: 'unscored',
      tactic: 'cover',
    });
  }
}
