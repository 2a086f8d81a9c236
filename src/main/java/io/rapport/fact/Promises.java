package io.rapport.fact;

import org.jspecify.annotations.Nullable;

/** What adverts promise to those who come by them. */
@FunctionalInterface
public interface Promises {

    Promises NONE = source -> null;

    /**
     * The id of the material that whoever comes from there is promised; none if nothing is, or if the material cannot be had.
     *
     * @param source the code of a campaign, or whatever else a link carried
     */
    @Nullable
    String contentOf(String source);
}
