package io.rapport.decision;

/** Why a client is due. */
public enum Trigger {
    /** The client wrote, tapped a button or shared something. */
    MESSAGE,
    /** Time passed. */
    DUE
}
