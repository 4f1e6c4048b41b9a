import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadOrganizationAliases, organizationNames } from '../../src/ingest/organizations.ts';

const TABLE: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'seed', 'organizations.json'), 'utf8'),
);
const ALIASES = loadOrganizationAliases(TABLE);
const namesOf = (affiliation: string): readonly string[] => organizationNames(affiliation, ALIASES);

describe('organizationNames', () => {
  it.each([
    ['Google Inc', ['Google']],
    ['Google LLC', ['Google']],
    ['Google, Inc.', ['Google']],
    ['McKinsey & Company', ['McKinsey']],
    ['University of Technology Sydney (UTS)', ['University of Technology Sydney']],
    ['CMU', ['Carnegie Mellon University']],
    ['Carnegie-Mellon University', ['Carnegie Mellon University']],
    ['Institute of Automation, CAS', ['Institute of Automation, Chinese Academy of Sciences']],
  ])('merges the spelling %s', (affiliation, names) => {
    expect(namesOf(affiliation)).toEqual(names);
  });

  it('keeps different bodies of one company apart', () => {
    const bodies = ['Google', 'Google Research', 'Google DeepMind', 'DeepMind'].flatMap(namesOf);
    expect(bodies).toEqual(['Google', 'Google Research', 'Google DeepMind', 'DeepMind']);
  });

  it.each([
    ['Baidu Inc., Beijing, China', ['Baidu']],
    ['Dept. of CS, Stanford University, CA', ['Stanford University']],
    ['School of Nowhere, University of Examples, Exampleton, UK', ['University of Examples']],
    ['Department of Examples, Example Works', ['Example Works']],
    ['Example Works Ltd., Exampleton, UK', ['Example Works']],
  ])('cuts the address %s to its institution', (affiliation, names) => {
    expect(namesOf(affiliation)).toEqual(names);
  });

  it('does not take the town of an address for the university there', () => {
    expect(namesOf('Massachusetts Institute of Technology, Cambridge, MA, USA')).toEqual([
      'Massachusetts Institute of Technology',
    ]);
    expect(namesOf('Cambridge')).toEqual(['University of Cambridge']);
  });

  it.each([
    ['University of Maryland, Baltimore County, Baltimore, MD, USA', ['University of Maryland, Baltimore County']],
    ['University of Maryland, College Park, MD, USA', ['University of Maryland, College Park']],
    ['Indian Institute of Technology, Bombay', ['Indian Institute of Technology Bombay']],
    ['Indian Institute of Technology, Exampleton', ['Indian Institute of Technology, Exampleton']],
    ['University of Nebraska, NE, USA', ['University of Nebraska']],
  ])('tells the universities of several places apart: %s', (affiliation, names) => {
    expect(namesOf(affiliation)).toEqual(names);
  });

  it.each([
    ['Academia Sinica; University of Illinois at Urbana-Champaign', 2],
    ['Stanford and Databricks', 2],
    ['Meta / FAIR', 2],
    ['University of Science and Technology of China', 1],
    ['Example Institute of Physics & University of Examples', 2],
    ['Petuum, Inc. and Carnegie Mellon University', 2],
    ['Foundation for Research and Technology, Institute of Examples', 1],
    ['Example University & Key Laboratory of Examples', 1],
  ])('finds every institution of %s', (affiliation, count) => {
    expect(namesOf(affiliation)).toHaveLength(count);
  });

  it.each(['Independent researcher', 'N/A', 'None', 'Unaffiliated', '', '  '])('names none for "%s"', (affiliation) => {
    expect(namesOf(affiliation)).toEqual([]);
  });

  it('is stable: a name it gave is its own name', () => {
    const given = [...ALIASES.canonical.values()];
    expect(given.length).toBeGreaterThan(400);
    for (const name of given) expect(namesOf(name)).toEqual([name]);
  });
});

describe('the table of spellings', () => {
  it('gives no spelling to two institutions', () => {
    const { organizations } = TABLE as { organizations: { name: string; aliases: string[] }[] };
    for (const { name, aliases } of organizations) {
      for (const alias of aliases) expect([alias, namesOf(alias)]).toEqual([alias, [name]]);
    }
  });

  it('is refused in another form', () => {
    expect(() => loadOrganizationAliases({ organizations: [{ name: 'Example' }] })).toThrow('aliases');
  });
});
