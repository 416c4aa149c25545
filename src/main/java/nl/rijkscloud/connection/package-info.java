/**
 * Client connections below HTTP: their number per source, the memory and time that a request head may take, request
 * bodies that are read past Vert.x, and the client's address behind a trusted proxy. A class that belongs to one
 * connection runs on its event loop; the others say so where any thread may call them.
 */
package nl.rijkscloud.connection;
