/**
 * Signs of a text that was made to order, after what consumer bodies tell readers to look out for: superlatives, calls to buy,
 * advertising phrases. By hand, for Russian, English and Dutch at once; beginnings of folded words.
 */
export const SUPERLATIVES =
  'восхит* превосход* великолеп* идеальн* безупречн* непревзойд* потряса* шикарн* лучш* высшем высочайш* отличн* прекрасн* замечательн* супер невероятн* удивительн* exceptional outstanding amazing fantastic incredible perfect perfectly absolutely superb excellent best awesome wonderful flawless unmatched stunning uitstekend* fantastisch* geweldig* perfect* prachtig* subliem uitzonderlijk* beste top super';
export const CALLS =
  'рекоменд* советую берите заказывайте покупайте смело убедитесь попробуйте обращайтесь recommend recommended hesitate everyone anyone must-have aanrader bestel aanbevelen aanbevolen iedereen beveel';
/** What somebody tells who used the thing: time, money, parts, people, faults. */
export const DETAILS =
  'но однако зато хотя кроме день дня дней недел* месяц* год* рубл* размер* см кг час* минут* звон* менеджер* курьер* замен* сломал* постир* размера but however although though except day days week weeks month months year years size sizes inch inches hours minutes called zipper sleeve sleeves waist returned washed maar echter hoewel behalve dag dagen week weken maand maanden jaar maat cm kg uur minuten gebeld';
