/**
 * Mailed links, the sessions of browsers and the grants in them. A link's secret opens its slot; the key is sealed
 * anew under the session's cookie, so that the database alone opens nothing. Sessions and grants live in the database
 * and work on any node. Any thread may call the services.
 */
package nl.rijkscloud.link;
