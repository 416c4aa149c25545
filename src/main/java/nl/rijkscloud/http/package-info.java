/**
 * The protocol, and nothing of a journey: the guard before all requests, cookies, problems (RFC 9457), JSON bodies
 * with a bound, ranges and conditional requests. Handlers run on the event loop of their connection and hold no state.
 */
package nl.rijkscloud.http;
