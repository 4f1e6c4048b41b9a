import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';

const FILE = 'schema.graphql';

function changed(from: string, to: string): string {
  const text = readFileSync(FILE, 'utf8');
  expect(text).toContain(from);
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'schema-')), 'schema.graphql');
  writeFileSync(file, text.replace(from, to));
  return file;
}

describe('the schema', () => {
  it('describes every type, field, argument, enum value and input field', () => {
    const undescribed: string[] = [];
    const note = (name: string, described: { description?: string | null | undefined }): void => {
      if (!described.description) undescribed.push(name);
    };
    for (const type of Object.values(createSchema(FILE).getTypeMap())) {
      if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
      note(type.name, type);
      if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
      if (isInputObjectType(type))
        for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field);
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field);
        for (const argument of field.args) note(`${type.name}.${field.name}(${argument.name})`, argument);
      }
    }
    expect(undescribed).toEqual([]);
  });

  it('refuses to start with a field that has no resolver', () => {
    const file = changed('type Query {', 'type Query {\n  "New." later(id: ID!): Node\n');
    expect(() => createSchema(file)).toThrow('Query.later has no resolver');
  });

  it('refuses to start with a resolver that has no field', () => {
    const file = changed('  dataset: Dataset!', '  statistics: Int');
    expect(() => createSchema(file)).toThrow('Query.dataset has a resolver and is not in the schema');
  });

  it('refuses to start with a list that has no price', () => {
    const file = changed('type Facet {', 'type Facet {\n  "New." others: [FacetBucket!]!\n');
    expect(() => createSchema(file)).toThrow('Facet.others is a list without a price');
  });
});
