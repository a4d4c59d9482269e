import { createBrowserRouter, redirect } from 'react-router';
import { Frame } from './frame.tsx';
import { LostPage } from './lost-page.tsx';

// Before the first page's script is here there is nothing to keep the layout of.
const HydrateFallback = () => null;

export const router = createBrowserRouter([
  { path: '/sign-in', HydrateFallback, lazy: () => import('./pages/sign-in.page.tsx') },
  {
    path: '/',
    element: <Frame />,
    errorElement: <LostPage />,
    HydrateFallback,
    children: [
      { index: true, lazy: () => import('./pages/start.page.tsx') },
      { path: 'workbench/:conversationId?', lazy: () => import('./pages/workbench.page.tsx') },
      { path: 'cases', lazy: () => import('./pages/cases.page.tsx') },
      { path: 'cases/:caseId', lazy: () => import('./pages/case.page.tsx') },
      { path: 'approvals/:caseId?', lazy: () => import('./pages/approvals.page.tsx') },
      { path: 'refunds', lazy: () => import('./pages/refunds.page.tsx') },
      { path: 'inquiries', lazy: () => import('./pages/inquiries.page.tsx') },
      { path: 'claims', lazy: () => import('./pages/claims.page.tsx') },
      { path: 'complaints', lazy: () => import('./pages/complaints.page.tsx') },
      { path: 'imports', lazy: () => import('./pages/imports.page.tsx') },
      { path: 'imports/:importId', lazy: () => import('./pages/import.page.tsx') },
      { path: 'ledger', lazy: () => import('./pages/ledger.page.tsx') },
      { path: 'status', lazy: () => import('./pages/status.page.tsx') },
      { path: '*', loader: () => redirect('/') },
    ],
  },
]);
