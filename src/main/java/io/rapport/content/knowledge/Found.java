package io.rapport.content.knowledge;

import io.rapport.content.KnowledgeEntry;

/** An entry near a question: how near, from 0 to 1, and by which of its phrases. */
public record Found(KnowledgeEntry entry, double similarity, String passage) {}
