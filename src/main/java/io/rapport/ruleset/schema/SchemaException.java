package io.rapport.ruleset.schema;

/** A schema file says something that cannot be; the message names file and place. */
public final class SchemaException extends RuntimeException {

    SchemaException(String place, String problem) {
        super("rules/schema/" + place + ": " + problem);
    }
}
