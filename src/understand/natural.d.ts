/**
 * natural's stemmers one by one: the package's root and its stemmers' index load tokenizers, dictionaries and
 * stop words of a dozen languages that are not needed here (60 ms instead of 9).
 */
declare module 'natural/lib/natural/stemmers/porter_stemmer_ru.js' {
  const stemmer: { stem(word: string): string };
  export = stemmer;
}
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(word: string): string };
  export = stemmer;
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_nl.js' {
  const stemmer: { stem(word: string): string; suffixeRemoved: boolean };
  export = stemmer;
}
