/**
 * What can be sent, sold and answered: content items, products, knowledge, and their stores. Knows no other room.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.content;
