/**
 * The page where a course is paid while Rapport is being tried out. Really nothing is paid here: it tells the house what a provider would.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.pay;
