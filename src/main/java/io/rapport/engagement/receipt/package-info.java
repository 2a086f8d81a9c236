/**
 * Tells whoever paid, or got money back, that it is so: at once, where the client talks to us, in the words of the rules. No
 * advertising, so that neither consent nor limits are asked for; the policy has its say when it is sent.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.engagement.receipt;
