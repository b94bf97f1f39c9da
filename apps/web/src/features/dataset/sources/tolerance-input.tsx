/** How old a file's reading may be: a number and its unit. */
import { Group, NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { splitDuration, UNIT_NAMES, UNITS, type Unit } from './source-words.ts';

interface ToleranceInputProps {
  fileName: string;
  seconds: number;
  direction: 'backward' | 'nearest';
  onChange: (seconds: number) => void;
}

export function ToleranceInput({ fileName, seconds, direction, onChange }: ToleranceInputProps) {
  const now = splitDuration(seconds);
  const [amount, setAmount] = useState<number | string>(now.amount);
  const [unit, setUnit] = useState<Unit>(now.unit);
  const commit = (nextAmount: number | string, nextUnit: Unit): void => {
    const next = Number(nextAmount) * UNITS[nextUnit];
    if (nextAmount === '' || !Number.isFinite(next) || next < 0) setAmount(now.amount);
    else if (next !== seconds) onChange(next);
  };
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <NumberInput
        label={direction === 'backward' ? 'At most this old' : 'At most this far away'}
        aria-label={`Tolerance for ${fileName}`}
        w={150}
        min={0}
        decimalScale={2}
        value={amount}
        onChange={setAmount}
        onBlur={() => commit(amount, unit)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(amount, unit);
        }}
      />
      <NativeSelect
        aria-label={`Unit of the tolerance for ${fileName}`}
        data={UNIT_NAMES}
        value={unit}
        onChange={(event) => {
          const next = UNIT_NAMES.find((name) => name === event.currentTarget.value) ?? unit;
          setUnit(next);
          commit(amount, next);
        }}
      />
    </Group>
  );
}
