/**
 * Fine dust outside the ward and carbon dioxide inside it.
 */
import type { Rng } from '../../packages/fl-core/src/lib/rng.ts';
import { hourBump, type Instant, yearWave } from './calendar.ts';
import type { AirQuality } from './hospital.ts';
import { clamp, slowNoise } from './noise.ts';
import type { Weather } from './weather.ts';

export interface Air {
  /** Fine dust, µg/m³. */
  readonly pm25: number;
  /** Indoor carbon dioxide, ppm. */
  readonly co2: number;
}

const OUTDOOR_CO2 = 425;
const HEATING_PEAK_DAY = 15;

/** How many people are in the ward, 0–1: rounds in the morning, visitors in the afternoon. */
function occupancy(hour: number, weekend: boolean): number {
  const staff = (weekend ? 0.4 : 0.7) * hourBump(hour, 10, 2.5);
  const visitors = (weekend ? 0.8 : 0.5) * hourBump(hour, 16.5, 2.2);
  return clamp(0.22 + staff + visitors, 0, 1);
}

/** Share of the windows that are open: in mild weather, not in cold and not with the cooling on. */
function ventilation(temp: number): number {
  return clamp(0.15 + 0.6 * Math.exp(-0.5 * ((temp - 20) / 5) ** 2), 0, 1);
}

/** The air of consecutive hours, one call an hour. */
export function airOf(place: AirQuality, rng: Rng): (instant: Instant, weather: Weather) => Air {
  const episode = slowNoise(rng, 5, 0.2);
  const flicker = slowNoise(rng, 2, 0.2);
  const habit = slowNoise(rng, 6, 0.22);
  let indoor = 0.3 * place.crowding;
  return ({ hour, day, weekend }, { temp, stillness }) => {
    const winter = 0.5 + 0.5 * yearWave(day, HEATING_PEAK_DAY);
    const rush = Math.max(hourBump(hour, 8, 1.3), hourBump(hour, 18, 1.8)) * (weekend ? 0.35 : 1);
    const shift = hour >= 6 && hour < 22 && !weekend ? 1 : 0;
    const logDust =
      Math.log(place.basePm25) +
      place.winterRise * winter +
      place.trafficRise * rush +
      place.industryRise * shift +
      (0.2 + 0.12 * winter) * stillness +
      episode() +
      flicker();

    const source = place.crowding * occupancy(hour, weekend) * Math.exp(habit());
    // The room remembers: about half of last hour's air is still there.
    indoor = 0.5 * indoor + 0.5 * source * (1.05 - ventilation(temp));
    return {
      pm25: clamp(Math.exp(logDust), 1, 480),
      co2: clamp(OUTDOOR_CO2 + indoor, 400, 4800),
    };
  };
}
