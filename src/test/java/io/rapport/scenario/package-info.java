/** Whole dialogues through the real web layer, the real database and the shipped rules; only the messenger is a fake, at the HTTP border. */
@org.jspecify.annotations.NullMarked
package io.rapport.scenario;
