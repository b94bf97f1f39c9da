/** The frame around every page: brand, skip link, light or dark. */
import { Anchor, AppShell, Box, Group, Text } from '@mantine/core';
import { Link, Outlet } from 'react-router';
import { Brand } from '../components/brand.tsx';
import { SchemeToggle } from './scheme-toggle.tsx';

export function Shell() {
  return (
    <AppShell header={{ height: 60 }} padding={0}>
      <Anchor href="#content" className="skip-link">
        Skip to the content
      </Anchor>
      <AppShell.Header px={{ base: 'md', sm: 'xl' }}>
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Anchor component={Link} to="/" underline="never" c="inherit" aria-label="FedHealth, start page">
            <Group gap="sm" wrap="nowrap">
              <Brand />
              <Text fw={650} fz="lg">
                FedHealth
              </Text>
            </Group>
          </Anchor>
          <SchemeToggle />
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        <Box id="content" tabIndex={-1} style={{ outline: 'none' }}>
          <Outlet />
        </Box>
      </AppShell.Main>
    </AppShell>
  );
}
