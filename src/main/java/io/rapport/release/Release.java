package io.rapport.release;

import io.rapport.ruleset.Ruleset;
import java.time.Instant;

/** A frozen, checked set of rules under a number. Whoever decides takes one and stays with it to the end. */
public record Release(long id, String hash, String author, Instant publishedAt, Ruleset rules) {}
