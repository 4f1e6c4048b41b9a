import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { searchContract } from './search-contract.ts';
import { storeContract } from './store-contract.ts';

storeContract('the memory store', () => createMemoryStore(null));
searchContract('the memory store', () => createMemoryStore(null));
