/**
 * Period keys: content that the server alone must open for a while is sealed under a key outside the database that
 * lives 25 hours at most. Rooms seal and open with {@link nl.rijkscloud.period.PeriodSeal} and hand their tables to the
 * {@link nl.rijkscloud.period.PeriodKeyRotation} as {@link nl.rijkscloud.period.SealedRows}.
 */
package nl.rijkscloud.period;
