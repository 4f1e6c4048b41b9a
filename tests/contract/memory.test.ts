import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('the memory store', () => createMemoryStore(null));
