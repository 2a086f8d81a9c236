package io.rapport.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some records in the order of their ids; {@code next} is what to ask for after, absent on the last page. */
public record Page<T>(List<T> items, @Nullable String next) {}
