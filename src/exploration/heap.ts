/** A queue that gives the smallest item first. */
export interface Heap<T> {
  push(item: T): void;
  pop(): T | undefined;
}

/** A binary heap over `compare`. */
export function createHeap<T>(compare: (a: T, b: T) => number): Heap<T> {
  const items: T[] = [];
  const isBefore = (a: T | undefined, b: T | undefined): boolean =>
    a !== undefined && (b === undefined || compare(a, b) < 0);

  function sink(item: T): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const child = isBefore(items[left + 1], items[left]) ? left + 1 : left;
      const smaller = items[child];
      if (smaller === undefined || !isBefore(smaller, item)) break;
      items[at] = smaller;
      at = child;
    }
    items[at] = item;
  }

  return {
    push: (item) => {
      let at = items.length;
      while (at > 0) {
        const above = (at - 1) >> 1;
        const parent = items[above];
        if (parent === undefined || !isBefore(item, parent)) break;
        items[at] = parent;
        at = above;
      }
      items[at] = item;
    },
    pop: () => {
      const top = items[0];
      const last = items.pop();
      if (items.length > 0 && last !== undefined) sink(last);
      return top;
    },
  };
}
