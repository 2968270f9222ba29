import type { ThemePhrases } from './phrases.ts';

export const enThemes: readonly ThemePhrases[] = [
  {
    theme: 'delivery',
    positive: [
      'Arrived two days early and the driver actually rang the bell.',
      'Shipping to the islands usually takes forever, this took three days.',
      'Tracking was spot on right up to my front door.',
      'Ordered on Monday night, had it in my hands on Wednesday morning.',
    ],
    negative: [
      'Three weeks late and not a single message from them.',
      'The courier left it in the rain behind the bins.',
      'Tracking said delivered, my doorstep said otherwise.',
      'They shipped it to my old address even though I had changed it twice.',
    ],
    neutral: ['It was shipped from the Netherlands.', 'Delivery took five working days.'],
  },
  {
    theme: 'packaging',
    positive: [
      'Packed like a Fabergé egg, not a scratch on it.',
      'All paper and cardboard, no plastic peanuts, thank you for that.',
      'The gift box is so pretty that I kept it.',
    ],
    negative: [
      'The box was crushed and the lid was rattling around inside.',
      'No padding at all, so of course the glass was in pieces.',
      'Opened, used and taped up again, lovely.',
    ],
    neutral: ['It comes in a plain brown box.', 'In the box: {product}, a manual and a brush.'],
  },
  {
    theme: 'quality',
    positive: [
      '[kettle]Boils a full litre in under three minutes.',
      '[kettle]The spout pours without a single drip.',
      '[grinder]The grind is even from espresso to cold brew.',
      '[grinder]Burrs feel like they will outlive me.',
      '[thermos]Still steaming hot after a ten hour shift.',
      '[maker]Not a trace of sludge in the cup, the filter is excellent.',
      'Solid, heavy, beautifully finished.',
      'I use it every single day and it has never let me down.',
      'It feels far more expensive than it was.',
      'Easy to clean, nothing sticks to it.',
    ],
    negative: [
      '[kettle]It started leaking from the base after a week.',
      '[kettle]Everything tastes of plastic, even after ten boils.',
      '[kettle]The switch broke off on day three.',
      '[grinder]It jams on every second batch and screams like a jet.',
      '[thermos]Lukewarm by lunch, so what is the point.',
      '[maker]Grounds come straight through the mesh and into my mouth.',
      'It died completely after a month.',
      'Rust spots all over it already.',
      'The handle wobbles and I do not trust it with hot water.',
      'Cheap, flimsy and badly put together.',
    ],
    neutral: ['The cord is about seventy centimetres long.', 'The colour is the same as in the picture.'],
  },
  {
    theme: 'price',
    positive: [
      'Half the price of the big names and every bit as good.',
      'Caught it on sale and it was worth every penny.',
      'Hard to find better value than this.',
      'The discount code worked at once, no fuss.',
    ],
    negative: [
      'Way overpriced for what is basically a plastic jug.',
      'The price went up by ten euros between my basket and the checkout.',
      'I paid for express shipping and got snail mail.',
      'Hidden customs fees made it twice as expensive.',
    ],
    neutral: ['I paid forty-nine euros for it.', 'About the same price as in other shops.'],
  },
  {
    theme: 'support',
    positive: [
      'Support replaced the faulty lid within two days, no questions asked.',
      'I got a real human on the chat who knew the product.',
      'Refund landed before I had even sent the old one back.',
      'They called me back just to make sure it was working.',
    ],
    negative: [
      'Customer service keeps sending me the same copy-pasted answer.',
      'They refused the refund because I had opened the box. How else do you use it?',
      'Five emails, zero replies.',
      'The warranty turned out to be worthless.',
    ],
    neutral: ['I have asked support about spare filters and am waiting for an answer.', 'There is a chat on the site.'],
  },
  {
    theme: 'assortment',
    positive: [
      'They stock spare parts for models ten years old, amazing.',
      'The beans are freshly roasted and the choice is huge.',
      'Found a size here that nobody else carries.',
    ],
    negative: [
      'Half of the catalogue is permanently out of stock.',
      'They sent the pink one because black had run out, without asking.',
      'You cannot buy the replacement filter anywhere, not even from them.',
    ],
    neutral: ['It is sold in four colours.'],
  },
  {
    theme: 'app',
    positive: ['Checkout took thirty seconds on my phone.', 'The website is clear and the filters really work.'],
    negative: [
      'The checkout crashed three times and charged me twice.',
      'The site logs me out every time I open the basket.',
      'The login code never arrives.',
    ],
    neutral: ['I ordered it through the website.'],
  },
];
