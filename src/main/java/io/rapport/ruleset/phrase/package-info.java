/**
 * Phrases that analysts write in cells, and messages prepared to be searched for them: typos, negation, phones, e-mails, levels.
 * Pure Java; may touch libphonenumber and nothing else, and never lets a regular expression loose on what a client wrote.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.ruleset.phrase;
