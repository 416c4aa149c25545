/** The portal is closed to visitors for a while, on all servers, because an operator said so in the database. */
package nl.rijkscloud.maintenance;
