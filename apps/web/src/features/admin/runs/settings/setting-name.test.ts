import { describe, expect, it } from 'vitest';
import { settingName } from './setting-name.ts';

describe('the name of a setting', () => {
  it('is the one that its field has', () => {
    expect(settingName('federation.rounds')).toBe('Rounds');
    expect(settingName('federation.compression.upload')).toBe('Updates travel as');
    expect(settingName('model.hidden')).toBe('Hidden layers');
  });

  it('is the label of a strategy’s parameter, by any of its names', () => {
    expect(settingName('federation.strategy.trim_fraction')).toBe(
      settingName('federation.strategy.proportionToCut'),
    );
    expect(settingName('federation.strategy.f')).toBe('Faulty hospitals f');
  });

  it('is the path where nobody has named it', () => {
    expect(settingName('privacy.epsilon')).toBe('privacy.epsilon');
    expect(settingName('federation.strategy.zeta')).toBe('zeta');
  });
});
