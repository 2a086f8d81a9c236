/**
 * What the adverts by which clients come have promised them. Reads campaigns and the library; changes nothing.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.engagement.promise;
