/**
 * Signed statements about a transfer, in a form that anybody can check without the portal.
 *
 * <p>A statement is a compact JWS (RFC 7515) with Ed25519 (RFC 8032, RFC 9864). Its bytes are the signed bytes: no
 * statement is ever written anew from parsed JSON. Rooms above supply a statement's content; this one signs it, seals
 * it under the key of its transfer's manifest, keeps it, and publishes the public keys. Every type is safe for use from
 * any thread.
 */
package nl.rijkscloud.statement;
