import 'graphiql/style.css';
import './page.css';
import './workers.ts';
import { createRoot } from 'react-dom/client';
import { Playground } from './playground.tsx';
import { readLink } from './shared-link.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root element');
createRoot(root).render(<Playground shared={readLink(location.hash)} />);

// A link pasted into the address bar of an open playground only changes the fragment.
addEventListener('hashchange', () => {
  if (readLink(location.hash) !== null) location.reload();
});
