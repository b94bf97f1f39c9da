import type { SiteView } from '@fedhealth/fl-core/protocol';
import { Button, Checkbox, Group, Input, Radio, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { formatCount, formatMany } from '../../../../lib/format.ts';
import { byName } from '../../parts/by-name.ts';
import { isReady } from '../../sites/filter-sites.ts';
import { fieldId } from '../../studies/draft-form.tsx';
import { type Chosen, standingOf } from './run-hospitals.ts';

interface HospitalsFieldProps {
  /** Of the study. */
  sites: readonly SiteView[];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  error: string | undefined;
}

/** More than these are searched rather than looked through. */
const FEW = 8;

/** Who takes part: every hospital that is free, or those that a person chooses. */
export function HospitalsField({ sites, chosen, onChange, error }: HospitalsFieldProps) {
  const busy = sites.filter(({ run }) => run).length;
  return (
    <Stack gap="sm">
      <Radio.Group
        id={fieldId('sites')}
        label="Who takes part"
        value={chosen === null ? 'all' : 'some'}
        onChange={(value) => onChange(value === 'all' ? null : [])}
      >
        <Stack gap="xs" mt={6}>
          <Radio
            value="all"
            label="Every hospital that is ready"
            description={`Those that become ready later join the next round.${busy > 0 ? ` ${formatMany(busy, 'hospital is', 'hospitals are')} in another run, and may join when that is over.` : ''}`}
          />
          <Radio
            value="some"
            label="Only hospitals chosen here"
            description="Another run can go on at the same time with the others."
            disabled={sites.length === 0}
          />
        </Stack>
      </Radio.Group>
      {chosen !== null && <Choice sites={sites} chosen={chosen} onChange={onChange} />}
      {error && <Input.Error>{error}</Input.Error>}
    </Stack>
  );
}

interface ChoiceProps {
  sites: readonly SiteView[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

function Choice({ sites, chosen, onChange }: ChoiceProps) {
  const [name, setName] = useState('');
  const sought = useDeferredValue(name).trim().toLowerCase();
  const label = useId();
  const picked = new Set(chosen);
  const shown = useMemo(
    () => sites.filter((site) => site.name.toLowerCase().includes(sought)).sort(byName),
    [sites, sought],
  );
  const free = sites.filter((site) => isReady(site) && !site.run).map(({ id }) => id);
  const toggle = (id: string) =>
    onChange(picked.has(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <Stack gap="xs" pl={32} maw={560}>
      <Group justify="space-between" gap="xs" align="flex-end">
        {sites.length > FEW && (
          <TextInput
            label="Find a hospital"
            leftSection={<IconSearch size={16} aria-hidden />}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            flex={1}
          />
        )}
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={() => onChange(free)} disabled={free.length === 0}>
            Choose all that are ready
          </Button>
          <Button variant="default" size="xs" onClick={() => onChange([])} disabled={chosen.length === 0}>
            Choose none
          </Button>
        </Group>
      </Group>
      <Text size="sm" c="dimmed" id={label} aria-live="polite">
        {formatCount(chosen.length)} of {formatMany(sites.length, 'hospital')} chosen
      </Text>
      <ScrollArea.Autosize mah={280} type="auto" offsetScrollbars viewportProps={{ tabIndex: 0 }}>
        <Stack gap={8} role="group" aria-labelledby={label} p={2}>
          {shown.map((site) => (
            <Checkbox
              key={site.id}
              label={site.name}
              description={standingOf(site)}
              checked={picked.has(site.id)}
              disabled={Boolean(site.run) && !picked.has(site.id)}
              onChange={() => toggle(site.id)}
            />
          ))}
          {shown.length === 0 && (
            <Text size="sm" c="dimmed">
              No hospital has this name.
            </Text>
          )}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  );
}
