import { render } from 'preact';
import { App } from './app.tsx';
import './widget.css';

const root = document.getElementById('widget');
if (root) render(<App />, root);
