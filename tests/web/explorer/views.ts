/** Every view of the explorer, by an address that the seed answers. */
export const VIEWS = {
  'the start': '/explore',
  'the filtered start': '/explore?type=PAPER&years=2019-2022',
  'a search': '/explore/search?q=data+validaton',
  'a topic': '/explore/topic/data-validation',
  'an author': '/explore/author/michiaki-ariga',
  'an organization': '/explore/organization/google',
  'a venue': '/explore/venue/opml',
  'an edition': '/explore/edition/opml-2019',
  'a source': '/explore/source/mlsys',
  'a resource': '/explore/resource/data-validation-for-machine-learning-2019-63f257',
  'a path': '/explore/path?from=Topic:data-validation&to=Topic:feature-store',
  'a comparison': '/explore/compare?a=Venue:mlsys&b=Venue:opml',
} as const;
