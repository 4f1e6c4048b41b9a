import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeId } from '../../src/domain/ids.ts';
import { createTally, groupMembers, numberNodes } from '../../src/domain/node-numbers.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { runs } from '../property/replay.ts';

describe('numbers of nodes', () => {
  it('are their places among all ids', () => {
    const { ids, of } = numberNodes(SMALL_GRAPH);
    const { resources, authors, organizations, venues, editions, topics, sources } = SMALL_GRAPH;
    const nodes = [resources, authors, organizations, venues, editions, topics, sources].flat();
    expect(ids).toEqual(nodes.map(({ id }) => id as string).toSorted());
    expect(ids.map(of)).toEqual([...ids.keys()]);
    expect(() => of(nodeId('AUTHOR', 'nobody'))).toThrow('none of the nodes');
  });

  it('count how often each is named', () => {
    const tally = createTally(3);
    for (const number of [2, 0, 2]) tally.add(number);
    expect([0, 1, 2].map(tally.at)).toEqual([1, 0, 2]);
  });
});

describe('members of nodes', () => {
  const member = fc.record({ owner: fc.nat(5), member: fc.nat(9), rank: fc.constantFrom(-0.9, 0, 1, 2) });

  it('come by rank, equals by number', () => {
    const property = fc.property(fc.array(member), (all) => {
      const of = groupMembers(6, (add) => all.forEach((one) => add(one.owner, one.member, one.rank)));
      for (let owner = 0; owner < 6; owner += 1) {
        const own = all.filter((one) => one.owner === owner);
        const expected = own.toSorted((a, b) => a.rank - b.rank || a.member - b.member);
        expect([...of(owner)]).toEqual(expected.map((one) => one.member));
      }
    });
    fc.assert(property, runs(200));
  });

  it('come as they were added, where they have no rank', () => {
    const property = fc.property(fc.array(member), (all) => {
      const of = groupMembers(6, (add) => all.forEach((one) => add(one.owner, one.member)));
      for (let owner = 0; owner < 6; owner += 1) {
        const own = all.filter((one) => one.owner === owner);
        expect([...of(owner)]).toEqual(own.map((one) => one.member));
      }
    });
    fc.assert(property, runs(200));
  });
});
