/**
 * The pages about who is one person: who was merged, who may be the same, and two side by side. Knows the desk that merges and parts
 * them, and nothing of the other pages.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.console.person;
