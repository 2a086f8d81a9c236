/**
 * Telegram: reads updates and speaks the few methods of the Bot API that a bot needs. Our own adapter, because nothing may hide
 * whether a message can have arrived.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.channel.telegram;
