/** Forms of a noun by the plural rules of CLDR; `other` stands in for a category that is not given. */
export interface Forms {
  readonly one: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

const rules = new Map<string, Intl.PluralRules>();

/** `{n}` in the form is replaced by the number as the language writes it. */
export function plural(language: string, n: number, forms: Forms): string {
  let rule = rules.get(language);
  if (rule === undefined) {
    rule = new Intl.PluralRules(language);
    rules.set(language, rule);
  }
  const category = rule.select(n);
  const form = category === 'zero' || category === 'two' ? forms.other : (forms[category] ?? forms.other);
  return form.replace('{n}', number(language, n));
}

const plain = new Map<string, Intl.NumberFormat>();

export function number(language: string, n: number, digits = 0): string {
  const id = `${language}:${digits}`;
  let format = plain.get(id);
  if (format === undefined) {
    format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    plain.set(id, format);
  }
  return format.format(n);
}
