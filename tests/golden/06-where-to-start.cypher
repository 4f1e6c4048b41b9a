/* Topic.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n, p WHERE n.sourceCountDown IS NOT NULL AND n.id IS NOT NULL AND ((n.type IS NOT NULL AND n.type = $p1))
      WITH n ORDER BY n.sourceCountDown, n.id LIMIT $p2
      RETURN collect([n.id, n.slug, n.title, n.titleTranslatedEn, n.titleTranslatedJa, n.type, n.url, n.urls, n.doi, n.arxivId, n.isbn, n.year, n.language, n.abstract, n.noteEn, n.noteJa, n.venueId, n.editionId, n.track, n.session, n.addedAt, n.identifiers, n.provenance, n.authorCount, n.topicCount, n.sourceCount, n.linkCount]) AS nodes
    }
    RETURN p.key AS parent, nodes

/* Topic.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n, p WHERE n.sourceCountDown IS NOT NULL AND n.id IS NOT NULL AND ((n.type IS NOT NULL AND n.type = $p1))
      WITH n ORDER BY n.sourceCountDown, n.id LIMIT $p2
      RETURN collect([n.id, n.slug, n.title, n.titleTranslatedEn, n.titleTranslatedJa, n.type, n.url, n.urls, n.doi, n.arxivId, n.isbn, n.year, n.language, n.abstract, n.noteEn, n.noteJa, n.venueId, n.editionId, n.track, n.session, n.addedAt, n.identifiers, n.provenance, n.authorCount, n.topicCount, n.sourceCount, n.linkCount]) AS nodes
    }
    RETURN p.key AS parent, nodes

/* Topic.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n, p WHERE n.sourceCountDown IS NOT NULL AND n.id IS NOT NULL AND ((n.type IS NOT NULL AND n.type = $p1))
      WITH n ORDER BY n.sourceCountDown, n.id LIMIT $p2
      RETURN collect([n.id, n.slug, n.title, n.titleTranslatedEn, n.titleTranslatedJa, n.type, n.url, n.urls, n.doi, n.arxivId, n.isbn, n.year, n.language, n.abstract, n.noteEn, n.noteJa, n.venueId, n.editionId, n.track, n.session, n.addedAt, n.identifiers, n.provenance, n.authorCount, n.topicCount, n.sourceCount, n.linkCount]) AS nodes
    }
    RETURN p.key AS parent, nodes

/* Topic.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n, p WHERE n.sourceCountDown IS NOT NULL AND n.id IS NOT NULL AND ((n.type IS NOT NULL AND n.type = $p1))
      WITH n ORDER BY n.sourceCountDown, n.id LIMIT $p2
      RETURN collect([n.id, n.slug, n.title, n.titleTranslatedEn, n.titleTranslatedJa, n.type, n.url, n.urls, n.doi, n.arxivId, n.isbn, n.year, n.language, n.abstract, n.noteEn, n.noteJa, n.venueId, n.editionId, n.track, n.session, n.addedAt, n.identifiers, n.provenance, n.authorCount, n.topicCount, n.sourceCount, n.linkCount]) AS nodes
    }
    RETURN p.key AS parent, nodes
