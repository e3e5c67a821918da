// Entry of the page: fonts and styles, then the application.

import '@fontsource-variable/noto-sans-sc/index.css';
import '@fontsource-variable/noto-serif-sc/index.css';
import './styles/base.css';
import './styles/dialogs.css';
import './styles/frame.css';
import './styles/high-contrast.css';
import './styles/lists.css';
import './styles/parts.css';
import './styles/source-panel.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { Application } from './app.js';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Application />
  </StrictMode>,
);
