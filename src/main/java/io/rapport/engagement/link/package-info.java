/**
 * Links in what we send are our own short ones, so that a click is known as an event of the client. Judges clicks; sends nothing.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.engagement.link;
