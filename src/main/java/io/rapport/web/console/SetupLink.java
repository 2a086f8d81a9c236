package io.rapport.web.console;

import java.util.Optional;

/** Where the first administrator is made, while there is none. */
public interface SetupLink {

    /** The path with its one-time token; empty once somebody can sign in. */
    Optional<String> path();
}
