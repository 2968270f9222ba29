import type { Details } from '../detail.ts';
import { listed } from './listed.ts';

export const nlDetails: Details = {
  life: [
    'Besteld <when>, bedoeld voor <whom>.',
    '<who> <habit>.',
    'Wij wonen <home>, <water>.',
    'Hiervoor hadden we <span> <before>.',
    'Hij staat bij ons <place>.',
    'Ik schrijf dit <writing>.',
    'Thuis zijn we met <family>.',
    'De aanleiding: <occasion>.',
    "'s Ochtends is het hier <morning>.",
    'De tip kwam van <adviser>.',
    'Uitgezocht <when>, terwijl <meanwhile>.',
    'Vooral bedoeld voor <purpose>.',
  ],
  visit: ['Ik liep <when> even binnen.', 'Ik was er met <whom>.', 'Voor mij stond <adviser>.'],
  lists: {
    when: listed(`op een natte dinsdag / in de rust van Ajax-Feyenoord / op pakjesavond / tijdens de lunchpauze / in het hemelvaartweekend / na het zwemmen
op de dag van de verhuizing / om zes uur in de ochtend / tussen twee vergaderingen door / op onze trouwdag / wachtend op de trein in Zwolle
laat op zondagavond / in de herfstvakantie / vlak voor de tentamens / met koorts op de bank / op Koningsdag`),
    whom: listed(`mijn schoonmoeder / de kantine van de volleybalclub / een gepensioneerde buschauffeur / huisgenoot Jasper / het koor / de nachtploeg
mijn broer in Groningen / onze woonboot / de docentenkamer / mijn petekind / de caravan in Zeeland / tante Riet / een vertrekkende collega
de pottenbakcursus / opa in Heerlen / het tuinhuisje / een vrijgezellenweekend / de nieuwe onderhuurder / de scouting`),
    who: listed(`mijn man / onze huurder / de jongste / oma / de kat / mijn compagnon / buurman Henk / de pianolerares / mijn schoonzus / de au pair
de dominee / mijn puberzoon / de loodgieter / oom Bertus / onze leesclub / mijn trainingsmaatje`),
    habit:
      listed(`drinkt na vieren alleen nog rooibos / weegt elke boon op een brievenweger / neemt op zaterdag een kan mee het wad op / zweert bij losse thee
kookt voor dag en dauw havermout / bewaart kardemom naast de gootsteen / houdt het bij cichorei / heeft voor negenen al vier mokken op
warmt altijd eerst de kopjes voor / doopt speculaas precies drie tellen / leest de krant boven een cafetière / drinkt heet water met gember
zet koffie als de vissers uitvaren / noteert elke dosering in een schrift / wil alleen espresso uit Napels / maakt er tiramisu van`),
    home: listed(`op een bovenwoning in Utrecht / op Terschelling / boven een wasserette / in een rijtjeshuis in Almelo / langs de Vecht / op een boerderij bij Sneek
in een studentenflat / op negenhoog / in een oude kapel / naast het spoor in Tilburg / achter de dijk / in hartje Maastricht`),
    water:
      listed(`het water zit vol kalk / de keuken telt twee stopcontacten / de buren horen elk lepeltje / het aanrecht is veertig centimeter diep
we koken op gas / bezoek komt onaangekondigd / de bedrading is uit 1962 / het plafond loopt schuin / koffie is hier haast een munteenheid
de lift komt tot zes / in de winter waait het binnen / de kastjes zijn ondiep`),
    before:
      listed(`een molentje van de rommelmarkt / gemalen koffie uit een pak / een erfstuk van oma / een apparaat op de zaak / oploskoffie
een exemplaar van de camping / een vijzel / een blender / een huwelijkscadeau / een leenmolen van de buren / pads`),
    span: listed(`elf jaar / drie winters lang / een heel schooljaar / negen maanden / zes weken / zolang ik me herinner / een decennium / een lange zomer
een halve studie / twee verhuizingen lang`),
    place:
      listed(`tussen de broodtrommel en de radio / in de vensterbank bij het basilicum / onder de koekoeksklok / op een plank boven de gootsteen / in de schuur
naast het aquarium / op het dressoir in de gang / vlak bij de broodrooster / in het atelier tussen de verfpotten / boven op de vriezer
in de camper / naast opa's barometer / op een trolley`),
    writing:
      listed(`vanuit de sprinter naar Gouda / met een baby op de arm / omdat mijn dochter erom vroeg / in de wachtkamer van de tandarts / aan de keukentafel
voor medetwijfelaars / vanuit een tent op de Veluwe / met een oog op het voetbal / na een dubbele dienst / tussen twee colleges door
terwijl de appeltaart in de oven staat / op de pont over het IJ`),
    family:
      listed(`vijf mensen en een papegaai / twee gepensioneerden en een hond / drie studenten rond een plankje / zeven in het weekend / vier zussen
zes man in de werkplaats / acht roeiers / alleen mij en een windhond / vier generaties / een tweeling en drie katten`),
    occasion:
      listed(`een zilveren bruiloft / een verhuizing naar Deventer / mijn promotie / een gesprongen leiding en een nieuwe keuken / een afscheidsborrel
mijn eerste eigen huurhuis / een verloren weddenschap / een doop in juni / veertig jaar bij de post / logerende kleinkinderen / de loterij van de fanfare`),
    morning:
      listed(`havermout en het weerbericht / file voor de badkamer / hagelslag om half zeven / twee thermoskannen en een broodtrommel / radio, hond, ontbijt
stilte en koptelefoons / eieren voor zes / overal schooltassen / beschuit met een puzzel / rekken op het kleed`),
    adviser:
      listed(`een barista uit Breda / de monteur van de ketel / mijn kapster / een kampeerder uit Drenthe / een taxichauffeur / iemand van het koor
een scheikundedocent / twee nonnen / de man van de volkstuin / een podcast over keramiek / een marathonloopster / onze hospita / de bibliothecaresse`),
    meanwhile:
      listed(`de baby sliep / mijn vrouw het kastje opmat / de kat op het toetsenbord zat / het op het dakraam kletterde / het bad volliep
iemand trombone oefende / we over kleuren praatten / mijn telefoon op drie procent stond / de verf droogde / de soep pruttelde`),
    purpose:
      listed(`nachtvoedingen / filterkoffie op zondag / de kerstmarkt / cold brew in de zomer / peper en kardemom / koude ochtenden op de bouw
het naaiclubje / de vrijmibo / volle kannen voor het schaatsen / bezoek op zondag / koffie op kantoor / proeverijen`),
  },
};
