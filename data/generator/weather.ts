/**
 * Outdoor temperature and humidity: a yearly and a daily cycle, weather that lasts for a day or two,
 * and air that is drier when it is warmer than usual.
 */
import type { Rng } from '../../packages/fl-core/src/lib/rng.ts';
import { dayWave, type Instant, yearWave } from './calendar.ts';
import type { Climate } from './hospital.ts';
import { clamp, slowNoise } from './noise.ts';

export interface Weather {
  /** °C. */
  readonly temp: number;
  /** Relative, %. */
  readonly humidity: number;
  /** How still the air is, standard normal: above 1 an inversion holds the dust down. */
  readonly stillness: number;
}

const WARMEST_DAY = 200;
const WARMEST_HOUR = 15;

/** The weather of consecutive hours, one call an hour. */
export function weatherOf(climate: Climate, rng: Rng): (instant: Instant) => Weather {
  const front = slowNoise(rng, 24, 2.2);
  const gust = slowNoise(rng, 3, 0.6);
  const moisture = slowNoise(rng, 14, 7);
  const still = slowNoise(rng, 8, 1);
  return ({ hour, day }) => {
    const summer = yearWave(day, WARMEST_DAY);
    const stillness = still();
    // Clear still air: colder nights, warmer summer afternoons.
    const swing = climate.daySwing * (1 + 0.25 * summer + 0.15 * stillness);
    const daily = swing * dayWave(hour, WARMEST_HOUR);
    const anomaly = front() + gust() - 0.8 * stillness * Math.max(0, -summer);
    const temp = climate.meanTemp + climate.yearSwing * summer + daily + anomaly;
    const humidity =
      climate.meanHumidity - 6 * summer - 2.6 * daily - 1.6 * anomaly + 2 * stillness + moisture();
    return {
      temp: clamp(temp, -28, 47),
      humidity: clamp(humidity, 9, 99.5),
      stillness,
    };
  };
}
