/** The dashboard's own bar under the page header: where to go, whether it is live, the way out. */
import { Button, Group, Text } from '@mantine/core';
import { IconLogout, IconPlugConnected, IconPlugConnectedX, IconProgress } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import type { Link } from '../data/use-notices.ts';
import { useNotices } from '../data/use-notices.ts';
import { useSignOut } from '../session/use-session.ts';
import classes from './admin-frame.module.css';

const PAGES = [
  { to: '/admin', name: 'Overview' },
  { to: '/admin/studies', name: 'Studies' },
  { to: '/admin/sites', name: 'Sites' },
  { to: '/admin/runs', name: 'Runs' },
  { to: '/admin/models', name: 'Models' },
  { to: '/admin/events', name: 'Events' },
  { to: '/admin/invites', name: 'Invites' },
] as const;

const LINKS: Record<Link, { words: string; icon: typeof IconProgress; hint: string }> = {
  connecting: { words: 'Connecting', icon: IconProgress, hint: 'Opening the connection to the coordinator.' },
  live: {
    words: 'Live',
    icon: IconPlugConnected,
    hint: 'Every change at the coordinator shows here at once.',
  },
  lost: {
    words: 'Reconnecting',
    icon: IconPlugConnectedX,
    hint: 'The connection was lost. The pages ask every ten seconds until it is back.',
  },
};

function LinkState({ link }: { link: Link }) {
  const { words, icon: Icon, hint } = LINKS[link];
  return (
    <Group gap={6} wrap="nowrap" title={hint} role="status">
      <Icon size={16} aria-hidden color={link === 'live' ? 'var(--app-good)' : 'var(--app-warning)'} />
      <Text size="sm" c="dimmed">
        {words}
      </Text>
    </Group>
  );
}

export function AdminFrame({ children }: { children: ReactNode }) {
  const link = useNotices();
  const { mutate: signOut, isPending } = useSignOut();
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another link in the bar.
  useEffect(() => {
    // On a narrow screen the bar scrolls: the page that is open stays in sight.
    const current = nav.current?.querySelector('[aria-current="page"]');
    current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <>
      <div className={classes.bar}>
        <nav ref={nav} className={classes.nav} aria-label="Administration">
          {PAGES.map(({ to, name }) => (
            <NavLink key={to} to={to} end={to === '/admin'} className={classes.link}>
              {name}
            </NavLink>
          ))}
        </nav>
        <Group gap="sm" wrap="nowrap">
          <LinkState link={link} />
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            c="dimmed"
            leftSection={<IconLogout size={15} aria-hidden />}
            loading={isPending}
            onClick={() => signOut()}
          >
            Sign out
          </Button>
        </Group>
      </div>
      {children}
    </>
  );
}
