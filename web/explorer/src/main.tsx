import './style/page.css';
import './style/parts.css';
import './style/figures.css';
import { render } from 'preact';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root element');
render(<App />, root);
