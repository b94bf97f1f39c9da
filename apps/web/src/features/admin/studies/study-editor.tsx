/** The form of a study, checked while it is filled in with the schema that reads every study. */
import type { StudyVersionView } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import { Divider, Paper, Stack } from '@mantine/core';
import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { type DraftForm, DraftProvider, fieldId } from './draft-form.tsx';
import { FeaturesSection, PAGE_SIZE } from './features-section.tsx';
import { FederationSection } from './federation-section.tsx';
import { LeaveQuestion } from './leave-question.tsx';
import { ModelSection, PreprocessingSection, SplitSection, TrainingSection } from './plan-sections.tsx';
import { SaveBar } from './save-bar.tsx';
import { savePlan } from './save-plan.ts';
import { changeDraft, readDraft, type StudyDraft } from './study-draft.ts';
import { StudyJson } from './study-json.tsx';
import { AboutSection, ColumnsSection, LabelSection } from './what-sections.tsx';

interface StudyEditorProps {
  start: StudyDraft;
  /** The study's versions, newest first; none for a new study. */
  versions: readonly StudyVersionView[];
  /** Ids that a new study may not have. */
  taken?: readonly string[];
  /** Columns of a sample, to choose from. */
  columns?: readonly string[];
  onSaved: (study: Study) => void;
}

const NONE: readonly string[] = [];

export function StudyEditor({ start, versions, taken = NONE, columns = NONE, onSaved }: StudyEditorProps) {
  const [draft, change] = useReducer(changeDraft, start);
  const [page, setPage] = useState(0);
  const [wanted, setWanted] = useState<string | null>(null);
  const form = useRef<HTMLDivElement>(null);
  const leaving = useRef(false);
  const isNew = versions.length === 0;
  const plan = savePlan(versions, Number(start.study.version ?? 1));
  const changed = draft !== start;

  const places = useMemo(() => {
    const read = readDraft({ ...draft.study, version: plan.version });
    const found = read.ok ? [] : [...read.error];
    const id = String(draft.study.id ?? '');
    if (isNew && taken.includes(id)) {
      found.unshift({
        path: 'id',
        message: 'There is a study with this id. Choose another, or open that one.',
      });
    }
    return found;
  }, [draft, plan.version, isNew, taken]);
  const context = useMemo((): DraftForm => {
    const errors = new Map<string, string>();
    for (const { path, message } of places) if (!errors.has(path)) errors.set(path, message);
    return { study: draft.study, errors, columns, change };
  }, [draft, places, columns]);

  // The form begins at its top, also when it takes the place of one that was just saved.
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);

  useEffect(() => {
    if (wanted === null) return;
    focusPlace(form.current, wanted);
    setWanted(null);
  }, [wanted]);
  const show = (path: string) => {
    const feature = /^features\.(\d+)/.exec(path);
    if (feature) setPage(Math.floor(Number(feature[1]) / PAGE_SIZE));
    setWanted(path);
  };

  return (
    <DraftProvider value={context}>
      <Stack gap="lg" ref={form}>
        <Paper>
          <Stack gap="xl">
            <AboutSection isNew={isNew} />
            <Divider />
            <LabelSection />
            <Divider />
            <ColumnsSection />
          </Stack>
        </Paper>
        <Paper>
          <FeaturesSection keys={draft.keys} page={page} onPage={setPage} />
        </Paper>
        <Paper>
          <Stack gap="xl">
            <SplitSection />
            <Divider />
            <PreprocessingSection />
            <Divider />
            <ModelSection />
            <Divider />
            <TrainingSection />
            <Divider />
            <FederationSection />
          </Stack>
        </Paper>
        <StudyJson
          study={{ ...draft.study, version: plan.version }}
          onLoad={(loaded) => change({ kind: 'replace', draft: loaded, keepId: !isNew })}
        />
        <SaveBar
          study={draft.study}
          plan={plan}
          places={places}
          changed={changed || isNew}
          isNew={isNew}
          onShow={show}
          onSaved={(study) => {
            leaving.current = true;
            onSaved(study);
          }}
        />
        <LeaveQuestion changed={changed || isNew} leaving={leaving} />
      </Stack>
    </DraftProvider>
  );
}

/** Puts the keyboard at the field of a place: its own, else that of what it is part of. */
function focusPlace(form: HTMLElement | null, path: string): void {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length--) {
    const at = parts.slice(0, length).join('.');
    const field =
      form?.querySelector<HTMLElement>(`#${CSS.escape(fieldId(at))}`) ??
      form?.querySelector<HTMLElement>(`#${CSS.escape(fieldId(`${at}.name`))}`);
    if (!field) continue;
    field.focus();
    field.scrollIntoView({ block: 'center' });
    return;
  }
}
