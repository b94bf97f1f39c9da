/** Units as people write them, and what turns one into another. */

/** Each unit once, with its spellings after `plainUnit`. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  '°C': ['°c', 'c', 'degc', 'celsius', 'centigrade', 'degreesc', 'degreescelsius', 'degreecelsius', '℃'],
  '°F': ['°f', 'f', 'degf', 'fahrenheit', 'degreesf', 'degreesfahrenheit', 'degreefahrenheit', '℉'],
  K: ['k', 'kelvin', '°k', 'degk'],
  '%': ['%', 'percent', 'pct', 'prozent', '%rh', 'rh%'],
  fraction: ['fraction', 'ratio', 'share', 'proportion', '0-1', '0..1'],
  bpm: ['bpm', 'beats/min', 'beatsperminute', 'beats/minute', '/min', '1/min', 'min-1', 'min^-1'],
  Hz: ['hz', 'beats/s', '/s', '1/s'],
  'µg/m³': ['ug/m3', 'ug/m^3', 'ugm3', 'mcg/m3', 'ugm-3'],
  'mg/m³': ['mg/m3', 'mg/m^3', 'mgm3', 'mgm-3'],
  'ng/m³': ['ng/m3', 'ng/m^3', 'ngm3'],
  ppm: ['ppm'],
  ppb: ['ppb'],
  'steps/h': ['steps/h', 'steps/hour', 'stepsperhour', 'steps/hr', '/h', '1/h'],
  'steps/min': ['steps/min', 'steps/minute', 'stepsperminute'],
  mmHg: ['mmhg', 'torr'],
  kPa: ['kpa'],
  hPa: ['hpa', 'mbar', 'millibar'],
  Pa: ['pa'],
  kg: ['kg', 'kilogram', 'kilograms'],
  g: ['g', 'gram', 'grams'],
  lb: ['lb', 'lbs', 'pound', 'pounds'],
  m: ['m', 'metre', 'meter', 'metres', 'meters'],
  cm: ['cm', 'centimetre', 'centimeter'],
  in: ['in', 'inch', 'inches'],
  'm/s': ['m/s', 'ms-1', 'mps'],
  'km/h': ['km/h', 'kmh', 'kph'],
  mph: ['mph', 'mi/h'],
  s: ['s', 'sec', 'second', 'seconds'],
  min: ['min', 'minute', 'minutes'],
  h: ['h', 'hr', 'hour', 'hours'],
};

const CANONICAL = new Map(
  Object.entries(SPELLINGS).flatMap(([unit, spellings]) => spellings.map((spelling) => [spelling, unit])),
);

/** Compatibility forms (℃, ³, both signs for micro) made one, lower case, without spaces. */
const plainUnit = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('μ', 'u')
    .replace(/[\s_]+/g, '')
    .replace(/^º/, '°');

/** The one name of a unit, or null when it is not known here. */
export const canonicalUnit = (text: string): string | null => CANONICAL.get(plainUnit(text)) ?? null;

/** Are both the same unit? Units not known here are compared as text. */
export const sameUnit = (a: string, b: string): boolean =>
  (canonicalUnit(a) ?? plainUnit(a)) === (canonicalUnit(b) ?? plainUnit(b));
