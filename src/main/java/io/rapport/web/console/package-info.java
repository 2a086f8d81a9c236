/**
 * The pages for the people who run Rapport: dialogues, decisions and rules. Shows and forwards; decides nothing.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.console;
