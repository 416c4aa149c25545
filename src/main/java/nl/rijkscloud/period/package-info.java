/**
 * Period keys: what the server alone has to open for a while is sealed under a key that lies outside the database and lives 25 hours at most. Rooms seal
 * and open with {@link nl.rijkscloud.period.PeriodSeal} and hand their tables to the {@link nl.rijkscloud.period.Rotation} as
 * {@link nl.rijkscloud.period.SealedRows}.
 */
package nl.rijkscloud.period;
