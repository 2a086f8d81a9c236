package io.rapport.client;

/** Who answers a client: while a person does, the bot keeps silent. */
public enum Owner {
    BOT,
    HUMAN
}
