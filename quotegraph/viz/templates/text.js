// The words of the interface, numbers and dates as the reader's language writes them.

let texts = {};
let language = "en";
let plural = new Intl.PluralRules("en");
let numbers = new Intl.NumberFormat("en");

export function speak(words, lang) {
  texts = words;
  language = lang;
  plural = new Intl.PluralRules(lang);
  numbers = new Intl.NumberFormat(lang);
}

/** The text `key` with `{name}` filled from `values`. */
export function t(key, values = {}) {
  const text = Object.hasOwn(texts, key) ? texts[key] : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** `t` if there is such a text, else `fallback`. */
export function tOr(key, fallback) {
  return Object.hasOwn(texts, key) ? texts[key] : fallback;
}

/** "3 quotations": a number of things. */
export function many(things, n) {
  return counted(`n.${things}`, n);
}

/** The text `key` in the form that goes with `n`. */
export function counted(key, n) {
  const form = `${key}.${plural.select(n)}`;
  return t(Object.hasOwn(texts, form) ? form : `${key}.other`, { n: numbers.format(n) });
}

export function number(n) {
  return numbers.format(n);
}

export function percent(part) {
  return t("sure.value", { n: Math.round(100 * part) });
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:$|[T ])/;

/** The date as far as it can be understood: "2025", "2025-09", "2025-09-05"; "" otherwise. */
export function plainDate(text) {
  const found = DATE.exec(text || "");
  if (!found) return "";
  const [, year, month, day] = found;
  if (month && (month < "01" || month > "12")) return "";
  if (day && (day < "01" || day > "31")) return "";
  return day ? `${year}-${month}-${day}` : month ? `${year}-${month}` : year;
}

/** "5 Sept 2025", "September 2025", "2025" for plain dates; other text as it is. */
export function showDate(text, style = "short") {
  const plain = plainDate(text);
  if (!plain) return text;
  if (plain.length === 4) return plain;
  const date = new Date(plain.length === 10 ? `${plain}T00:00:00Z` : `${plain}-01T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? plain : formatter(style, plain.length === 10).format(date);
}

const formatters = new Map(); // making one takes long

function formatter(month, withDay) {
  const key = `${language} ${month} ${withDay}`;
  if (!formatters.has(key)) {
    const options = { year: "numeric", month, timeZone: "UTC", ...(withDay ? { day: "numeric" } : {}) };
    formatters.set(key, new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options));
  }
  return formatters.get(key);
}

/** For comparing what somebody types with what is there: small letters, no accents, plain spaces. */
export function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

const LONG = 160;

/** A name as a heading or a note can carry it: most are shorter, some texts hold monsters. */
export function brief(text) {
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}

/** What a canvas can show on one line: no control or direction characters. */
export function oneLine(text) {
  return text.slice(0, 400).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ").replace(/\s+/g, " ").trim();
}
