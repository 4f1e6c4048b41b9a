import { describe, expect, it } from 'vitest';
import { stem } from '../../src/search/stem.ts';

describe('stems', () => {
  it.each([
    ['test tests tested testing'],
    ['validate validates validated validating validation validator'],
    ['pipeline pipelines'],
    ['monitor monitors monitored monitoring'],
    ['recommend recommender recommenders recommendation recommendations'],
    ['deploy deployed deploying deployment deployments'],
    ['optimize optimise optimizing optimising optimization optimisation optimizer'],
    ['modeling modelling model models modelled'],
    ['behaviour behavior'],
    ['policy policies'],
  ])('are one for the forms %s', (forms) => {
    expect(new Set(forms.split(' ').map(stem)).size).toBe(1);
  });

  it.each([
    ['customer custom'],
    ['server serve'],
    ['news new'],
    ['string str'],
    ['rate ration'],
    ['station state'],
    ['universe university'],
    ['class clas'],
  ])('part the words %s', (pair) => {
    expect(new Set(pair.split(' ').map(stem)).size).toBe(2);
  });

  it('leave anything but Latin letters alone', () => {
    expect(['k8s', '機械', 'läuft', '2019s'].map(stem)).toEqual(['k8s', '機械', 'läuft', '2019s']);
  });
});
