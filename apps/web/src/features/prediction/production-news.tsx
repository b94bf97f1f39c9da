/** Tells a hospital that another model is in production, until a person has taken note. */
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import { rememberProduction, seenProduction } from '../../lib/seen-production.ts';
import { useSiteStore } from '../../store/site-store.ts';
import { newsOf } from './production-words.ts';

export function ProductionNews() {
  const production = useSiteStore((state) => state.snapshot.production ?? null);
  const studyId = useSiteStore((state) => state.snapshot.study?.id ?? null);
  const [noted, setNoted] = useState<number | null>(null);
  const fresh =
    production !== null &&
    studyId !== null &&
    noted !== production.model.version &&
    seenProduction(studyId) !== production.model.version;
  const note = () => {
    if (!production || studyId === null) return;
    rememberProduction(studyId, production.model.version);
    setNoted(production.model.version);
  };
  return (
    <div role="status" aria-label="News about the model">
      {fresh && (
        <Alert variant="default" icon={<IconSparkles aria-hidden />} title="Another model to predict with">
          <Group justify="space-between" gap="md">
            <Text>{newsOf(production)}</Text>
            <Group gap="sm">
              <Button component="a" href="#prediction" size="xs" variant="light" onClick={note}>
                Go to the prediction
              </Button>
              <Button size="xs" variant="default" onClick={note}>
                Got it
              </Button>
            </Group>
          </Group>
        </Alert>
      )}
    </div>
  );
}
