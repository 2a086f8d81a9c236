package io.rapport.content.knowledge;

import java.util.List;

/** One way to ask, its stems, and how many of its letters (as trigrams) the question shares. */
record Phrase(String text, List<String> stems, double letters) {}
