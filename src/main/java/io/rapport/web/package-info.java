/**
 * What is reachable over HTTP: webhooks, the API, the web chat and the console. Parses and answers; decides nothing.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web;
