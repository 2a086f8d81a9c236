/**
 * The thread that takes imports of leads in, beside the messages, which go first. Knows the cities of the rules, and nothing of files.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.engagement.lead;
