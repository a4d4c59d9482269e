import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../shared/i18n/i18n.ts';
import { App } from './app.tsx';
import './theme.css';

await startTexts();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
