/**
 * The recovery key, for when all links of a delivered transfer are lost. A pair of keys is made offline, and its
 * private half is split over three custodians; servers know the public half. A server exports the recovery slot of one
 * transfer, two custodians turn it into a fresh link on a machine without a network, and the server imports the link
 * without its secret. Commands use it; every type may be used from any thread.
 */
package nl.rijkscloud.recovery;
