import { Container, type MantineSize, Stack } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { PageHeader } from './page-header.tsx';

interface PageProps {
  title: string;
  lead?: ReactNode;
  /** Buttons to the right of the title. */
  actions?: ReactNode;
  /** `md` for reading, `lg` for work, `xl` for dashboards. */
  size?: MantineSize;
  children: ReactNode;
}

/** A page: its title (also the tab's), one sentence on what it is for, and its content. */
export function Page({ title, lead, actions, size = 'lg', children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · FedHealth`;
  }, [title]);
  return (
    <Container size={size} px={{ base: 'md', sm: 'xl' }} py={{ base: 'xl', sm: 40 }}>
      <Stack gap="xl">
        <PageHeader title={title} lead={lead} actions={actions} />
        {children}
      </Stack>
    </Container>
  );
}
