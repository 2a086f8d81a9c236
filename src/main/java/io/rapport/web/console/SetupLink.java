package io.rapport.web.console;

import java.util.Optional;

/** The one-time way in while nobody can sign in yet. */
public interface SetupLink {

    /** Path and secret of the set-up page; empty once somebody has been set up. */
    Optional<String> path();
}
