/** The registry: every study's model versions, which one is in production, and who decided so. */
import { IconBox } from '@tabler/icons-react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Page } from '../../../components/page.tsx';
import { useModelChanges } from '../data/models.ts';
import { useModels, useStudies } from '../data/queries.ts';
import { QueryView } from '../parts/query-view.tsx';
import { byStudy } from './model-figures.ts';
import { StudyModels } from './study-models.tsx';

export function ModelsPage() {
  const query = useModels();
  const studies = useStudies();
  const changes = useModelChanges();
  const titleOf = (id: string) => studies.data?.find(({ study }) => study.id === id)?.study.title ?? id;
  return (
    <Page
      title="Models"
      lead="Every finished version. Hospitals predict with the one in production. A file holds the network, its weights, the fitted preprocessing, its figures and where it comes from: a prediction needs nothing else."
      size="xl"
    >
      <QueryView query={query} what="the models" rows={4}>
        {(models) =>
          models.length === 0 ? (
            <EmptyState icon={<IconBox aria-hidden />} title="There is no model yet">
              A run that completes makes a model version. Start one on the page of runs, and the model appears
              here at its end, as a candidate that you can promote.
            </EmptyState>
          ) : (
            byStudy(models).map(({ studyId, models: own }) => (
              <StudyModels
                key={studyId}
                title={titleOf(studyId)}
                models={own}
                changes={(changes.data ?? []).filter((change) => change.studyId === studyId)}
              />
            ))
          )
        }
      </QueryView>
    </Page>
  );
}
