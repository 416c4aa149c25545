/**
 * Examines an installation, more thoroughly than a start has time for, and tells the operator for each part if it is in
 * order, and if not, the next step. A probe is one class and one line in {@link nl.rijkscloud.doctor.Doctor}. Probes
 * block, each on a thread of its own; none may change anything that lasts.
 */
package nl.rijkscloud.doctor;
