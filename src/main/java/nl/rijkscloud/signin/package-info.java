/**
 * Staff sign in with a password and a code, or with the identity provider of the organisation, and sign out. A sign-in
 * gives the session another cookie. Handlers run on the event loop of their connection and hold no state; any thread
 * may call the services.
 */
package nl.rijkscloud.signin;
