import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ERRORS } from '../../src/domain/errors.ts';
import { createMetrics } from '../../src/observability/metrics.ts';

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[];
}
interface Rules {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly annotations: Readonly<Record<'summary' | 'description', string>>;
    }[];
  }[];
}

const dashboard = JSON.parse(readFileSync('deploy/grafana-dashboard.json', 'utf8')) as Dashboard;
const rules = (parse(readFileSync('deploy/alerts.yml', 'utf8')) as Rules).groups.flatMap((group) => group.rules);
const expressions = [...dashboard.panels.flatMap(({ targets }) => targets), ...rules].map(({ expr }) => expr);
/** Names of series: words with an underscore that are not followed by a bracket, as functions are. */
const SERIES = /\b(?:graphql|store|graph|nodejs|process)_\w+|\bslots\b/g;

describe('the dashboard and the alerts', () => {
  let families: readonly string[];
  beforeAll(async () => {
    const text = await createMetrics().text('memory', null);
    families = [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name ?? '');
  });

  it('ask for series that the metrics have', () => {
    const asked = expressions.flatMap((expr) => expr.match(SERIES) ?? []);
    expect(asked.length).toBeGreaterThanOrEqual(expressions.length);
    const known = new Set(families.flatMap((name) => [name, `${name}_bucket`, `${name}_count`, `${name}_sum`]));
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });

  it('show every figure of our own', () => {
    const ours = families.filter((name) => /^(?:graphql|store|slots)/.test(name));
    expect(ours.filter((name) => !expressions.some((expr) => expr.includes(name)))).toEqual([]);
  });

  it('name codes of the closed table', () => {
    const codes = expressions.flatMap((expr) =>
      [...expr.matchAll(/code=~"([^"]+)"/g)].flatMap(([, list]) => list?.split('|')),
    );
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => code === undefined || !Object.hasOwn(ERRORS, code))).toEqual([]);
  });

  it('say what is wrong and what to do', () => {
    expect(rules).toHaveLength(3);
    for (const { annotations } of rules) {
      expect(annotations.summary).toMatch(/\.$/);
      expect(annotations.description).toMatch(/\.$/);
    }
  });
});
