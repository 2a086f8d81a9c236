/**
 * What every room's tests share: a database of their own and the whole application on it. Used by tests only.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.testing;
