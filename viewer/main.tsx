import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.js';
import './base.css';
import { startAppearance } from './layout/appearance.js';
import { startLanguage } from './i18n/language.js';

startAppearance();
await startLanguage();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with id root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
