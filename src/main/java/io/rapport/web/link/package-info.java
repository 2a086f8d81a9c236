/**
 * The door through which clients leave when they follow a link of ours. Knows short links, and nothing of what stands behind them.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.link;
