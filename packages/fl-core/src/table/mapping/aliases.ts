/** What hospitals and devices call the columns that studies use most. */
import { plainName } from './header.ts';

/** Each group means one thing; names are compared by letters and digits alone. */
const GROUPS: readonly (readonly string[])[] = [
  ['heart_rate', 'hr', 'pulse', 'pulse rate', 'heartbeat', 'heart rate mean', 'Herzfrequenz', 'Puls'],
  [
    'spo2',
    'SpO2 saturation',
    'oxygen saturation',
    'blood oxygen',
    'blood oxygen saturation',
    'o2 saturation',
    'o2sat',
    'sao2',
    'saturation',
    'Sauerstoffsättigung',
  ],
  ['steps', 'step count', 'steps per hour', 'number of steps', 'Schritte'],
  ['pm25', 'PM2.5', 'fine particles', 'fine dust', 'particulate matter 2.5', 'Feinstaub'],
  ['pm10', 'PM 10', 'coarse particles'],
  ['co2', 'carbon dioxide', 'indoor co2'],
  ['temp', 'temperature', 'outdoor temperature', 'air temperature', 'ambient temperature', 'Temperatur'],
  ['humidity', 'relative humidity', 'rh', 'hum', 'Luftfeuchtigkeit', 'Luftfeuchte'],
  ['body_temp', 'body temperature', 'core temperature', 'Körpertemperatur'],
  ['resp_rate', 'respiratory rate', 'respiration rate', 'breathing rate', 'rr', 'Atemfrequenz'],
  ['sbp', 'systolic', 'systolic blood pressure', 'systolic bp'],
  ['dbp', 'diastolic', 'diastolic blood pressure', 'diastolic bp'],
  ['glucose', 'blood glucose', 'blood sugar'],
  ['age', 'age in years', 'patient age', 'Alter'],
  ['sex', 'gender', 'Geschlecht'],
  ['weight', 'body weight', 'Gewicht'],
  ['height', 'body height'],
  ['pressure', 'air pressure', 'barometric pressure', 'Luftdruck'],
  ['wind_speed', 'wind', 'wind speed'],
  ['no2', 'nitrogen dioxide'],
  ['o3', 'ozone'],
  ['risk', 'at risk', 'health risk', 'risk label', 'risk flag'],
  [
    'timestamp',
    'time',
    'datetime',
    'date time',
    'date',
    'recorded at',
    'measured at',
    'Zeit',
    'Zeitpunkt',
    'Datum',
  ],
  ['subject', 'subject id', 'patient', 'patient id', 'person', 'person id', 'participant', 'participant id'],
];

const GROUP_OF = new Map(GROUPS.flatMap((group, index) => group.map((name) => [plainName(name), index])));

/** Do both names mean the same by common use? */
export function areAliases(a: string, b: string): boolean {
  const group = GROUP_OF.get(plainName(a));
  return group !== undefined && group === GROUP_OF.get(plainName(b));
}
