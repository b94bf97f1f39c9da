/**
 * The three hospitals: what their weather, their air and their patients are like.
 */
import type { Condition } from './conditions.ts';

export interface Climate {
  /** Yearly mean of the outdoor temperature, °C. */
  readonly meanTemp: number;
  /** Half the difference between the warmest and the coldest time of the year, °C. */
  readonly yearSwing: number;
  /** Half the difference between afternoon and early morning, °C. */
  readonly daySwing: number;
  /** Yearly mean of the relative humidity, %. */
  readonly meanHumidity: number;
}

export interface AirQuality {
  /** Typical fine dust in a summer night, µg/m³. */
  readonly basePm25: number;
  /** How much winter heating and inversion raise it, in log units at midwinter. */
  readonly winterRise: number;
  /** How much traffic raises it, in log units at the height of a weekday's rush hour. */
  readonly trafficRise: number;
  /** How much works in the town raise it, in log units during weekday shifts. */
  readonly industryRise: number;
  /** Indoor CO₂ above outdoors with the ward full and the windows shut, ppm. */
  readonly crowding: number;
}

export interface Hospital {
  readonly id: 'A' | 'B' | 'C';
  readonly title: string;
  readonly climate: Climate;
  readonly air: AirQuality;
  /** How many monitored patients have each condition. */
  readonly patients: Readonly<Record<Condition, number>>;
  /** How far the patients' mobility lies from the usual, a factor. */
  readonly mobility: number;
  /** Share of cells that are empty. */
  readonly missingShare: number;
}

export const HOSPITAL_A: Hospital = {
  id: 'A',
  title: 'a temperate inland city with many older patients',
  climate: { meanTemp: 12.5, yearSwing: 10.5, daySwing: 4, meanHumidity: 70 },
  air: { basePm25: 14.5, winterRise: 0.6, trafficRise: 0.5, industryRise: 0, crowding: 900 },
  patients: { stable: 18, cardiac: 19, respiratory: 12, frail: 23 },
  mobility: 0.85,
  missingShare: 0.031,
};

const HOSPITAL_B: Hospital = {
  id: 'B',
  title: 'an industrial valley town with dirty air and much lung disease',
  climate: { meanTemp: 11, yearSwing: 12, daySwing: 4.5, meanHumidity: 67 },
  air: { basePm25: 15, winterRise: 0.6, trafficRise: 0.3, industryRise: 0.45, crowding: 1050 },
  patients: { stable: 22, cardiac: 16, respiratory: 26, frail: 8 },
  mobility: 1,
  missingShare: 0.036,
};

const HOSPITAL_C: Hospital = {
  id: 'C',
  title: 'a hot coast with younger, more active patients',
  climate: { meanTemp: 19.5, yearSwing: 7, daySwing: 4, meanHumidity: 60 },
  air: { basePm25: 13, winterRise: 0.3, trafficRise: 0.5, industryRise: 0, crowding: 750 },
  patients: { stable: 50, cardiac: 8, respiratory: 10, frail: 4 },
  mobility: 1.15,
  missingShare: 0.025,
};

export const HOSPITALS: readonly Hospital[] = [HOSPITAL_A, HOSPITAL_B, HOSPITAL_C];
