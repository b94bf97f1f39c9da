/** Scores of this hospital's own file by the production model, or by another version that a person chooses. */
import { Button, Group, Progress, Select, Stack, Text } from '@mantine/core';
import { IconBox } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { rememberProduction } from '../../lib/seen-production.ts';
import { cancelPrediction } from '../../store/prediction-actions.ts';
import { useSiteStore } from '../../store/site-store.ts';
import { choiceOf, newsOf, originOf } from './production-words.ts';
import { ScoreView } from './score-view.tsx';
import { useModels } from './use-models.ts';
import { usePrediction } from './use-prediction.ts';

export function PredictionStep() {
  const production = useSiteStore((state) => state.snapshot.production ?? null);
  const study = useSiteStore((state) => state.snapshot.study);
  const newest = useSiteStore((state) => state.snapshot.run?.modelVersion ?? null);
  const file = useSiteStore(({ dataset }) => (dataset.status === 'ready' ? dataset.summary : null));
  const { models, problem } = useModels(`${production?.model.version} ${production?.since} ${newest}`);
  const { prediction, start } = usePrediction(file);
  const [chosen, setChosen] = useState<number | null>(null);

  const version = models.find((one) => one.version === chosen)?.version ?? production?.model.version ?? null;
  const model = models.find((one) => one.version === version) ?? production?.model ?? null;
  const working = prediction.status === 'working';
  const run = (wanted: number) => {
    if (study && wanted === production?.model.version) rememberProduction(study.id, wanted);
    void start(wanted);
  };
  const outdated =
    prediction.status === 'done' &&
    production !== null &&
    chosen === null &&
    prediction.view.modelVersion !== production.model.version;

  return (
    <Stack gap="lg">
      {production === null && (
        <EmptyState icon={<IconBox aria-hidden />} title="No model is in production yet" order={3}>
          When a run has completed, the study’s administrator looks at the new model and promotes it. This
          page tells you as soon as that happens.
          {models.length > 0 && ' Versions that are finished can be tried already: choose one below.'}
        </EmptyState>
      )}
      {problem && models.length === 0 && (
        <ProblemAlert
          tone="warning"
          title="The list of models could not be read"
          what={problem.message}
          todo="It is asked again when the connection is back."
        />
      )}
      {(production !== null || models.length > 0) && (
        <Group align="flex-end" gap="md">
          <Select
            label="Predict with"
            placeholder="Choose a version"
            description={model ? originOf(model) : 'A version of the study’s model.'}
            data={models.map((one) => ({ value: String(one.version), label: choiceOf(one) }))}
            value={version === null ? null : String(version)}
            onChange={(value) => {
              const wanted = value === null ? null : Number(value);
              setChosen(wanted === production?.model.version ? null : wanted);
            }}
            allowDeselect={false}
            searchable={models.length > 10}
            maw={420}
            flex="1 1 300px"
          />
          {working ? (
            <Button variant="default" onClick={cancelPrediction}>
              Cancel
            </Button>
          ) : (
            <Button
              disabled={version === null || file === null}
              onClick={() => version !== null && run(version)}
            >
              Predict for my file
            </Button>
          )}
        </Group>
      )}
      {working && (
        <Stack gap={6}>
          <Text size="sm" role="status">
            Scoring every row on this computer…
          </Text>
          <Progress value={prediction.done * 100} aria-label="Rows scored" />
        </Stack>
      )}
      {prediction.status === 'failed' && (
        <ProblemAlert
          title="There is no prediction"
          what={prediction.problem.message}
          kept="Your file is open as before, and nothing of it was sent."
          todo="Try again in a moment, or choose another version."
        />
      )}
      {outdated && (
        <ProblemAlert
          tone="warning"
          title={`These scores are by version ${prediction.view.modelVersion}`}
          what={newsOf(production)}
          todo="Predict again with the model that is in production."
          action={
            <Button size="xs" onClick={() => run(production.model.version)}>
              Predict with version {production.model.version}
            </Button>
          }
        />
      )}
      {prediction.status === 'done' && study && (
        <ScoreView
          key={`${prediction.view.modelVersion} ${prediction.view.fileName}`}
          view={prediction.view}
          outcome={`${study.label.column} is ${study.label.positive}`}
        />
      )}
    </Stack>
  );
}
