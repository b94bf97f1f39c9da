import { Center, Loader } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { createBrowserRouter } from 'react-router';
import { StartPage } from '../features/start/start-page.tsx';
import { CrashPage, NotFoundPage } from './not-found.tsx';
import { Shell } from './shell.tsx';

const SitePage = lazy(() => import('./site-page.tsx'));
const AdminRoutes = lazy(() => import('../features/admin/admin-routes.tsx'));

function Loaded({ children }: { children: ReactNode }) {
  const waiting = (
    <Center py={96}>
      <Loader aria-label="Loading the page" />
    </Center>
  );
  return <Suspense fallback={waiting}>{children}</Suspense>;
}

export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <CrashPage />,
    children: [
      {
        errorElement: <CrashPage />,
        children: [
          { index: true, element: <StartPage /> },
          {
            path: 'site',
            element: (
              <Loaded>
                <SitePage />
              </Loaded>
            ),
          },
          {
            path: 'admin/*',
            element: (
              <Loaded>
                <AdminRoutes />
              </Loaded>
            ),
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
