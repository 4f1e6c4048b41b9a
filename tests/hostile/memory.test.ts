import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { cursorContract } from './cursor-contract.ts';
import { textContract } from './text-contract.ts';
import { writesContract } from './writes-contract.ts';

textContract('texts in the memory store', () => createMemoryStore(null));
cursorContract('cursors of the memory store', () => createMemoryStore(null), 1);
writesContract('pages of the memory store', () => createMemoryStore(null), 60);
