import type { ThemePhrases } from './phrases.ts';

export const nlThemes: readonly ThemePhrases[] = [
  {
    theme: 'delivery',
    positive: [
      'Voor elf uur besteld en de volgende ochtend stond de bezorger al voor de deur.',
      'De levering was een dag eerder dan beloofd.',
      'Met track-and-trace kon ik het pakket tot op de minuut volgen.',
      'Ook op Texel gewoon binnen twee dagen bezorgd, dat mag weleens gezegd worden.',
    ],
    negative: [
      'Drie weken gewacht en nooit een berichtje gekregen.',
      'De bezorger heeft het pakket gewoon in de regen achtergelaten.',
      'Volgens de site is het bezorgd, maar hier heeft niemand iets gezien.',
      'De levering is vier keer verzet zonder dat ik iets te horen kreeg.',
    ],
    neutral: ['De levering duurde vijf werkdagen.', 'Opgehaald bij een afhaalpunt in het dorp.'],
  },
  {
    theme: 'packaging',
    positive: [
      'Netjes ingepakt, geen krasje te zien.',
      'Alles in karton en papier, geen plastic, top.',
      'De doos is zo mooi dat ik hem als cadeau heb gegeven.',
    ],
    negative: [
      'De doos was ingedeukt en het deksel lag los te rammelen.',
      'Er zat geen enkele bescherming om het glas, dus dat lag in scherven.',
      'De verpakking was al open geweest en slordig dichtgeplakt.',
    ],
    neutral: ['Het zit in een gewone bruine doos.', 'In de doos zitten {product}, een handleiding en een borsteltje.'],
  },
  {
    theme: 'quality',
    positive: [
      '[grinder]De maling is mooi gelijkmatig, van espresso tot filter.',
      '[grinder]Maalt snel en maakt verrassend weinig herrie.',
      '[grinder]Het reservoir sluit goed en de bonen blijven vers ruiken.',
      '[kettle]Een liter water kookt in nog geen drie minuten.',
      '[kettle]De tuit druppelt niet, heerlijk schenken.',
      'Stevig, zwaar en prachtig afgewerkt.',
      'Ik gebruik het elke dag en het doet het nog altijd prima.',
      'Voelt veel duurder aan dan het was.',
      'Makkelijk schoon te maken, er blijft niets plakken.',
    ],
    negative: [
      '[grinder]Na een week liep de molen al vast en nu doet hij niets meer.',
      '[grinder]Herrie alsof er een vliegtuig door de keuken komt.',
      '[grinder]De helft van de koffie waait over het aanrecht.',
      '[kettle]Na een week lekte de bodem al.',
      '[kettle]Alles smaakt naar plastic, zelfs na tien keer koken.',
      'Na een maand helemaal kapot.',
      'Overal roestplekken, en dat voor iets nieuws.',
      'De knop brak op de derde dag af.',
      'Goedkoop plastic dat wiebelt en kraakt.',
    ],
    neutral: ['Het snoer is ongeveer zeventig centimeter lang.', 'De kleur is hetzelfde als op de foto.'],
  },
  {
    theme: 'price',
    positive: [
      'Voor dit geld vind je nergens iets beters.',
      'In de aanbieding gekocht en elke cent waard.',
      'De helft van de prijs van een bekend merk en net zo goed.',
      'De kortingscode werkte meteen.',
    ],
    negative: [
      'Veel te duur voor een stuk plastic.',
      'De prijs ging tien euro omhoog terwijl het in mijn winkelmandje lag.',
      'Spoedlevering betaald en er niets voor teruggezien.',
      'Achteraf kwamen er nog verzendkosten bij, schandalig.',
    ],
    neutral: ['Ik heb er negenenveertig euro voor betaald.', 'De prijs is ongeveer hetzelfde als elders.'],
  },
  {
    theme: 'support',
    positive: [
      'De klantenservice stuurde binnen twee dagen gratis een nieuw deksel.',
      'Vriendelijk geholpen via de chat, door een echt mens.',
      'Mijn geld stond al terug op de rekening voordat ik het pakket had teruggestuurd.',
      'Ze belden zelf nog na om te vragen of alles werkte.',
    ],
    negative: [
      'De klantenservice stuurt steeds hetzelfde standaardantwoord.',
      'Retour geweigerd omdat de doos open was. Hoe moet ik het anders proberen?',
      'Vijf mails gestuurd en nul keer antwoord gekregen.',
      'De garantie blijkt niets waard te zijn.',
    ],
    neutral: ['Ik heb de klantenservice een vraag gesteld en wacht op antwoord.', 'Je kunt ze mailen of chatten.'],
  },
  {
    theme: 'assortment',
    positive: [
      'Ze hebben zelfs onderdelen voor modellen van tien jaar oud, geweldig.',
      'Vers gebrande bonen en een enorme keuze.',
      'Hier vond ik een maat die niemand anders verkoopt.',
    ],
    negative: [
      'De helft van het aanbod is altijd uitverkocht.',
      'Zwart was op, dus stuurden ze roze zonder iets te vragen.',
      'Losse onderdelen zijn nergens te koop, ook bij henzelf niet.',
    ],
    neutral: ['Het is in vier kleuren te koop.'],
  },
  {
    theme: 'app',
    positive: [
      'Bestellen ging in een halve minuut op mijn telefoon.',
      'De site is overzichtelijk en zoeken werkt goed.',
    ],
    negative: [
      'Bij het afrekenen liep de site drie keer vast en ik heb dubbel betaald.',
      'De inlogcode komt gewoon nooit aan.',
      'De app gooit mijn winkelmandje steeds leeg.',
    ],
    neutral: ['Ik heb het via de website besteld.'],
  },
];
