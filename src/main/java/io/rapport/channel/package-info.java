/**
 * The messengers: each parses what comes in and sends what goes out, and knows nothing of clients or rules.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.channel;
