/**
 * Events from sites, CRMs and calendars: read one by one, refused one by one, kept together. Keeping them is the matter of {@code client}.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.events;
