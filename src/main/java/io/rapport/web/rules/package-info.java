/**
 * What callers may ask of the rules: what a message means, what would be decided, which content fits, which release is live. Changes
 * nothing but the release.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.rules;
