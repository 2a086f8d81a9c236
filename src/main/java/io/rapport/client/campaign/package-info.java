/**
 * Where clients come from: campaigns with their codes, what they promise, what they cost and what came of them. Uses the tables of
 * clients and purchases for counting, and never changes them.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.client.campaign;
