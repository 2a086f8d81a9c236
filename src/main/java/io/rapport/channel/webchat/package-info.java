/**
 * Our own chat page as a messenger: its messages are the JSON that the page posts, and what is sent lies ready for the page to
 * fetch.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.channel.webchat;
