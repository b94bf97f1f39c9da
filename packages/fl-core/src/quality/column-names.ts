/** What a column's name gives away about its part in a study. Guesses only: a person corrects them. */

/** The words of a name, with and without taking `heartRate` apart (but `SpO2` is one word). */
const words = (name: string): string[] =>
  [name, name.replace(/([a-z0-9])([A-Z])/g, '$1 $2')].flatMap((text) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );

const any = (...list: string[]) => {
  const known = new Set(list);
  return (name: string): boolean => words(name).some((word) => known.has(word));
};

/** The name and the unit of a header such as `temp (°F)` or `SpO2 [%]`. */
export function splitUnit(header: string): { name: string; unit: string | undefined } {
  const match = /^(.*\S)\s*(?:\(([^()]{1,20})\)|\[([^[\]]{1,20})\])$/u.exec(header.trim());
  const unit = (match?.[2] ?? match?.[3])?.trim();
  return match?.[1] && unit ? { name: match[1], unit } : { name: header.trim(), unit: undefined };
}

export const namesLabel = any(
  ...['risk', 'label', 'outcome', 'target', 'class', 'y', 'diagnosis', 'diagnosed', 'death', 'died', 'dead'],
  ...['deceased', 'mortality', 'readmitted', 'readmission', 'event', 'disease', 'ill', 'sick', 'positive'],
  ...['result', 'response', 'status', 'alarm', 'alert', 'deteriorated', 'sepsis'],
);

export const namesTime = any(
  ...['timestamp', 'time', 'date', 'datetime', 'day', 'at', 'ts', 'recorded', 'measured', 'taken'],
);

export const namesSubject = any(
  ...['patient', 'patientid', 'subject', 'subjectid', 'person', 'personid', 'participant', 'mrn', 'pid'],
  ...['resident', 'client', 'wearer'],
);

export const namesRow = any(
  'id',
  'uuid',
  'guid',
  'row',
  'index',
  'record',
  'number',
  'nr',
  'no',
  'unnamed',
  'column',
);

export const namesSplit = any('split', 'set', 'fold', 'partition', 'part', 'subset', 'dataset');

/** Numbers that are names, as the code of a ward. */
export const namesCode = any(
  ...['code', 'type', 'category', 'group', 'ward', 'sex', 'gender', 'site', 'department', 'clinic', 'unit'],
  ...['race', 'ethnicity', 'cluster'],
);

const SOURCES: readonly (readonly [source: string, fits: (name: string) => boolean])[] = [
  [
    'wearable',
    any('heart', 'hr', 'hrv', 'pulse', 'spo2', 'oxygen', 'steps', 'step', 'sleep', 'activity', 'resp'),
  ],
  ['air', any('pm1', 'pm10', 'pm25', 'pm2', 'co2', 'co', 'no2', 'o3', 'ozone', 'so2', 'voc', 'tvoc', 'aqi')],
  [
    'clinical',
    any(
      ...['age', 'sex', 'gender', 'bmi', 'weight', 'height', 'glucose', 'cholesterol', 'bp', 'systolic'],
      ...['diastolic', 'body', 'creatinine', 'sodium', 'potassium', 'lactate', 'hba1c', 'smoker', 'smoking'],
      ...['ward', 'diabetes', 'diabetic', 'hypertension', 'medication', 'insulin', 'blood'],
    ),
  ],
  ['weather', any('temp', 'temperature', 'humidity', 'wind', 'rain', 'pressure', 'uv', 'dew', 'snow', 'sun')],
];

export const sourceOf = (name: string): string => SOURCES.find(([, fits]) => fits(name))?.[0] ?? 'other';

const YES = new Set(
  '1 true yes y t positive pos ill sick case high died dead event abnormal raised readmitted'.split(' '),
);
const NO = new Set('0 false no n f negative neg healthy well control low alive none normal'.split(' '));

/** Of two values, the one that means “yes”: by its word, by the other's, else the rarer one. */
export function positiveOf(values: readonly (readonly [text: string, count: number])[]): string {
  const texts = values.map(([text]) => text);
  const says = (known: ReadonlySet<string>) => texts.find((text) => known.has(text.trim().toLowerCase()));
  const no = says(NO);
  return (
    says(YES) ?? (no === undefined ? undefined : texts.find((text) => text !== no)) ?? texts.at(-1) ?? '1'
  );
}

/** An id as studies have it, from the name of a file. */
export function idOf(fileName: string): string {
  const stem = fileName.replace(/\.(csv|tsv|txt)(\.gz)?$/i, '');
  const plain = stem.normalize('NFKD').replace(/\p{M}/gu, '');
  return (
    plain
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'study'
  );
}
