import { createBrowserRouter, redirect } from 'react-router';
import { Frame } from './frame.tsx';
import { LostPage } from './lost-page.tsx';

export const router = createBrowserRouter([
  { path: '/sign-in', lazy: () => import('./pages/sign-in.page.tsx') },
  {
    path: '/',
    element: <Frame />,
    errorElement: <LostPage />,
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
