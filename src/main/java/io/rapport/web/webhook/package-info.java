/**
 * Where messengers deliver: authenticity first, then the shape, then one row, then 200. Nothing is understood here.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.webhook;
