import type { Details } from '../detail.ts';
import { listed } from './listed.ts';

export const enDetails: Details = {
  life: [
    'I ordered it <when> for <whom>.',
    '<who> <habit>.',
    'We live <home>, <water>.',
    'Before this we <before> for <span>.',
    'It sits <place>.',
    'Writing this <writing>.',
    'There are <family>.',
    'The occasion: <occasion>.',
    'Mornings here mean <morning>.',
    'The tip came from <adviser>.',
    'It was chosen <when> while <meanwhile>.',
    'Mostly meant for <purpose>.',
  ],
  visit: ['I popped in <when>, on the way <way>.', 'Went there with <whom>, <way>.', 'Ahead of us stood <adviser>.'],
  lists: {
    when: listed(`on a wet Tuesday / during the half-time break / the night before Pancake Day / on my lunch hour / over the bank holiday
just after the school run / on payday / at six in the morning / between two conference calls / the weekend we moved / on our anniversary
while waiting for a train at Crewe / on Boxing Day / late on Sunday / the day the clocks changed / in the middle of exam week`),
    whom: listed(`my mother-in-law / our allotment shed / a retired bus driver next door / the vestry at St Mark's / my flatmate Priya / the choir
the nurses on night shift / my brother in Aberdeen / our narrowboat / the sixth-form common room / my godson / the caravan / Aunt Dorothy
a colleague who is leaving / the pottery class / my grandad in Swansea / the cricket pavilion / a friend's hen weekend / our new lodger`),
    who: listed(`my husband / our lodger / my youngest / gran / the cat / my business partner / a neighbour called Nigel / the piano teacher
my sister-in-law / our au pair / the vicar / my teenage son / the plumber / Uncle Bernard / our book club / my training partner`),
    habit:
      listed(`drinks nothing but rooibos after four / weighs every bean on jeweller's scales / takes a flask up the fells on Saturdays
insists on loose leaf and a strainer / makes porridge at dawn / fills a hot water bottle each evening / keeps ginger and honey by the sink
swears by chicory / brews nettles from the hedge / has four mugs before nine / warms the pot first, always / likes oolong with custard creams
steeps lemon verbena for the bees and us / reads the paper over a cafetière / dunks rich tea biscuits to the count of three
drinks hot water with cucumber`),
    home: listed(`in a basement in Leith / on the Isle of Mull / above a launderette / in a terrace in Hull / near the canal in Bath / on a farm outside Truro
in a houseboat at Little Venice / in student halls / on the ninth floor / in a converted chapel / beside the railway in Derby / in Cork`),
    water:
      listed(`the water is as hard as granite / there are two sockets in the whole kitchen / power cuts are a hobby / neighbours hear every spoon
water comes from a borehole / the worktop is forty centimetres deep / the hob is gas / visitors appear unannounced / the wiring dates from 1962
winter lasts eight months / the ceiling slopes / tea is practically currency`),
    before:
      listed(`used a saucepan / had a whistling one from Woolworths / borrowed one from downstairs / lived on instant / owned a wedding present
boiled water in the microwave / queued at the office urn / kept a camping stove / relied on a hotel cast-off / had an enamel one from a car boot sale`),
    span: listed(`eleven years / three winters / most of lockdown / a whole term / nine months / two tenancies / six weeks / as long as I remember
a decade / one very long summer / half of my degree / two babies`),
    place:
      listed(`between the bread bin and the radio / on the windowsill next to the basil / under the cuckoo clock / on a shelf over the sink / in the potting shed
beside the aquarium / on the sideboard by the door / near the toaster, a tight fit / in the studio among the paint pots / on top of the freezer
on a trolley in the hall / in the boot of the van / next to grandad's barometer`),
    writing:
      listed(`from the 7:42 to Leeds / with a newborn on one arm / because my daughter asked me to / in the dentist's waiting room / at the kitchen table, in the dark
during a power cut / for fellow ditherers / from a tent in Snowdonia / with one eye on the football / after a double shift / on the top deck of a bus
between lectures / while the scones are in the oven`),
    family:
      listed(`five of us and a parrot / two pensioners here and one dog / eleven people in the office / three students sharing one shelf / seven at weekends
two households on one landing / four sisters in the family / six in the workshop / nine in the rowing crew / just me and a greyhound`),
    occasion:
      listed(`a silver wedding / a move to Norwich / my viva / a burst pipe and a new kitchen / a leaving do / first rent of my own
a lost bet / a christening in June / forty years at the Post Office / grandchildren staying all August / a raffle for the lifeboats`),
    morning:
      listed(`porridge and the shipping forecast / a queue for the bathroom / marmalade at half past six / two flasks and a packed lunch / radio, dog, breakfast
silence and headphones / eggs for six / school bags everywhere / crumpets and crosswords / stretching on the rug`),
    adviser:
      listed(`a barista in Bristol / the man who fixes our boiler / my hairdresser / a fellow camper from Fife / a taxi driver / someone at choir practice
a chemistry teacher / two nuns / the chap from the allotments / a podcast on pottery / a marathon runner / our landlady / the librarian`),
    meanwhile:
      listed(`the baby slept / my wife measured the cupboard / the cat sat on the keyboard / rain hammered on the skylight / the bath was running
somebody practised the trombone / we argued about colours / my phone was at three per cent / the paint dried / supper simmered`),
    purpose:
      listed(`night feeds / green tea at eighty degrees / the church fête / pour-over on weekends / instant noodles after training / cold mornings on site
my father's hot toddies / the sewing circle / dyeing wool / filling flasks for the hill / Sunday visitors / porridge in the office`),
    way: listed(`home from the dentist / to the ferry / back from the gym / to choir / from the station, suitcase in hand / to a christening / between two lectures
after the Saturday market / in the rain, by bicycle / to collect the twins`),
  },
};
