/** The stage of a model version: an icon and its words. */
import type { ModelStage } from '@fedhealth/fl-core/protocol';
import { IconArchive, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { Mark } from '../parts/mark.tsx';

const LOOKS = {
  candidate: {
    words: 'Candidate',
    icon: IconCircleDashed,
    colour: 'var(--mantine-color-dimmed)',
    hint: 'Finished, and never in production yet.',
  },
  production: {
    words: 'Production',
    icon: IconCircleCheck,
    colour: 'var(--app-good)',
    hint: 'Hospitals predict with this one.',
  },
  archived: {
    words: 'Archived',
    icon: IconArchive,
    colour: 'var(--mantine-color-dimmed)',
    hint: 'Was in production once.',
  },
} as const satisfies Record<ModelStage, unknown>;

export function StageMark({ stage }: { stage: ModelStage }) {
  return <Mark {...LOOKS[stage]} />;
}
