/* Query.lookup */ MATCH (n:Resource) WHERE n.id IN $p0 RETURN $p1 AS kind, [n.id, n.slug, n.title, n.titleTranslatedEn, n.titleTranslatedJa, n.type, n.url, n.urls, n.doi, n.arxivId, n.isbn, n.year, n.language, n.abstract, n.noteEn, n.noteJa, n.venueId, n.editionId, n.track, n.session, n.addedAt, n.identifiers, n.provenance, n.authorCount, n.topicCount, n.sourceCount, n.linkCount] AS node UNION ALL MATCH (n:Author) WHERE n.id IN $p2 RETURN $p3 AS kind, [n.id, n.slug, n.name, n.nameJa, n.url, n.aliases, n.orcid] AS node UNION ALL MATCH (n:Organization) WHERE n.id IN $p4 RETURN $p5 AS kind, [n.id, n.slug, n.name, n.nameJa, n.url, n.aliases] AS node

/* Query.lookup */ UNWIND $p0 AS key
    CALL (key) {
      MATCH (:Identifier {key: key})<-[:IDENTIFIED_BY]-(n) RETURN n ORDER BY n.id LIMIT $p1
    }
    RETURN key, n.id AS id,
      CASE WHEN n:Resource THEN 'RESOURCE' WHEN n:Author THEN 'AUTHOR' WHEN n:Organization THEN 'ORGANIZATION' END AS kind,
      CASE WHEN n:Resource THEN [n.id, n.slug, n.title, n.titleTranslatedEn, n.titleTranslatedJa, n.type, n.url, n.urls, n.doi, n.arxivId, n.isbn, n.year, n.language, n.abstract, n.noteEn, n.noteJa, n.venueId, n.editionId, n.track, n.session, n.addedAt, n.identifiers, n.provenance, n.authorCount, n.topicCount, n.sourceCount, n.linkCount] WHEN n:Author THEN [n.id, n.slug, n.name, n.nameJa, n.url, n.aliases, n.orcid]
        WHEN n:Organization THEN [n.id, n.slug, n.name, n.nameJa, n.url, n.aliases] END AS node

/* Query.search */ MATCH (n:Resource) WHERE n.id IN $p0 RETURN $p1 AS kind, [n.id, n.slug, n.title, n.titleTranslatedEn, n.titleTranslatedJa, n.type, n.url, n.urls, n.doi, n.arxivId, n.isbn, n.year, n.language, n.abstract, n.noteEn, n.noteJa, n.venueId, n.editionId, n.track, n.session, n.addedAt, n.identifiers, n.provenance, n.authorCount, n.topicCount, n.sourceCount, n.linkCount] AS node

/* Query.search */ UNWIND $p0 AS query
    CALL db.index.fulltext.queryNodes($p1, query) YIELD node
    WITH node.searchOrdinal AS ordinal, count(*) AS matched WHERE matched >= $p2
    RETURN collect(ordinal) AS ordinals

/* Query.suggest */ MATCH (n:Resource) WHERE n.id IN $p0 RETURN $p1 AS kind, [n.id, n.slug, n.title, n.titleTranslatedEn, n.titleTranslatedJa, n.type, n.url, n.urls, n.doi, n.arxivId, n.isbn, n.year, n.language, n.abstract, n.noteEn, n.noteJa, n.venueId, n.editionId, n.track, n.session, n.addedAt, n.identifiers, n.provenance, n.authorCount, n.topicCount, n.sourceCount, n.linkCount] AS node

/* Query.suggest */ UNWIND $p0 AS query
    CALL db.index.fulltext.queryNodes($p1, query) YIELD node
    WITH node.searchOrdinal AS ordinal, count(*) AS matched WHERE matched >= $p2
    RETURN collect(ordinal) AS ordinals

/* Resource.related */ UNWIND $p0 AS id
    CALL (id) {
      MATCH (q:Resource {id: id})
      CALL (q) { MATCH (q)-[:ABOUT|AUTHORED_BY|HAS_ORGANIZATION|LISTED_IN|PUBLISHED_IN]->(v) WHERE v.sharedWeight > 0
    MATCH (v)<-[:ABOUT|AUTHORED_BY|HAS_ORGANIZATION|LISTED_IN|PUBLISHED_IN]-(r:Resource) WHERE r <> q
    RETURN r, v.sharedWeight AS weight
  UNION ALL
    WITH q MATCH (q)-[e:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(x:Resource) WHERE x <> q AND x.sharedWeight > 0 WITH DISTINCT q, x
    MATCH (x)-[f:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(r:Resource) WHERE r <> q AND r <> x WITH DISTINCT x, r
    RETURN r, x.sharedWeight AS weight
  UNION ALL
    WITH q MATCH (q)-[e:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(r:Resource) WHERE r <> q WITH DISTINCT r
    RETURN r, $p1 AS weight }
      WITH q, r, sum(weight) AS score ORDER BY score DESC, r.id LIMIT $p2
      RETURN collect({
        node: [r.id, r.slug, r.title, r.titleTranslatedEn, r.titleTranslatedJa, r.type, r.url, r.urls, r.doi, r.arxivId, r.isbn, r.year, r.language, r.abstract, r.noteEn, r.noteJa, r.venueId, r.editionId, r.track, r.session, r.addedAt, r.identifiers, r.provenance, r.authorCount, r.topicCount, r.sourceCount, r.linkCount],
        shared: COLLECT {
          MATCH (q)-[e:ABOUT|AUTHORED_BY|HAS_ORGANIZATION|LISTED_IN|PUBLISHED_IN]->(v)<-[:ABOUT|AUTHORED_BY|HAS_ORGANIZATION|LISTED_IN|PUBLISHED_IN]-(r) WHERE v.sharedWeight > 0
          RETURN {type: type(e), id: v.id, weight: v.sharedWeight,
            node: CASE WHEN v:Author THEN [v.id, v.slug, v.name, v.nameJa, v.url, v.aliases, v.orcid] WHEN v:Organization THEN [v.id, v.slug, v.name, v.nameJa, v.url, v.aliases] END}
        },
        linked: COLLECT {
          MATCH (q)-[e:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(x:Resource) WHERE x <> q AND x <> r AND x.sharedWeight > 0
            AND EXISTS { MATCH (x)-[f:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(r:Resource) }
          RETURN {kind: type(e), outgoing: startNode(e) = q, id: x.id, weight: x.sharedWeight, node: [x.id, x.slug, x.title, x.titleTranslatedEn, x.titleTranslatedJa, x.type, x.url, x.urls, x.doi, x.arxivId, x.isbn, x.year, x.language, x.abstract, x.noteEn, x.noteJa, x.venueId, x.editionId, x.track, x.session, x.addedAt, x.identifiers, x.provenance, x.authorCount, x.topicCount, x.sourceCount, x.linkCount]}
        },
        direct: COLLECT {
          MATCH (q)-[e:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(r:Resource) RETURN {kind: type(e), outgoing: startNode(e) = q}
        }
      }) AS related
    }
    RETURN id AS parent, related

/* Topic.resources */ UNWIND $p0 AS p
    CALL (p) { UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n, p WHERE true RETURN count(n) AS total }
    RETURN p.key AS parent, [{ask: 'count', total: total}] AS answers

/* search.index */ MATCH (p:SearchPart) RETURN p.holds AS holds, p.json AS json ORDER BY p.holds, p.start
